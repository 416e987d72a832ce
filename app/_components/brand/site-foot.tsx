import { readerWords } from '#app/_components/site/reader-words.ts'
import { siteLinks } from '#lib/rules/settings/site-links.ts'
import { ourSite } from '#lib/site.ts'

/** What the hoster says at the end of each page, and where it leads. */
export function SiteFoot() {
  const words = readerWords()
  const site = ourSite()
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
