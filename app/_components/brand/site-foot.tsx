import { readerWords } from '#app/_components/site/reader-words.ts'
import { type SiteLinkName, siteLinks } from '#lib/rules/settings/site-links.ts'
import type { KeptSite } from '#lib/rules/settings/site-settings.ts'

type Props = { site: Pick<KeptSite, SiteLinkName | 'footer'> }

/** What a site says at the end of each page, and where it leads. */
export function SiteFoot({ site }: Props) {
  const words = readerWords()
  const links = siteLinks(site)
  if (links.length === 0 && !site.footer) return null
  return (
    <div className="frame foot">
      {site.footer ? <p>{site.footer}</p> : null}
      {links.map(({ is, url }) => (
        <a key={is} href={url}>
          {words(`site.links.${is}`)}
        </a>
      ))}
    </div>
  )
}
