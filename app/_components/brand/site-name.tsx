import { brandAddress } from '#lib/rules/settings/brand-address.ts'
import type { OurSite, SiteFile } from '#lib/rules/settings/site-settings.ts'

type Props = { site: Pick<OurSite, 'name' | 'logoLight' | 'logoDark'>; mode?: 'light' | 'dark' }

/** The site's logo, or its name where there is none. mode: of a ground that does not follow the reader's device. */
export function SiteName({ site: { name, logoLight, logoDark }, mode }: Props) {
  const light = logoLight ?? logoDark
  if (!light) return name
  const dark = logoDark ?? light
  if (mode) return <Logo file={mode === 'dark' ? dark : light} name={name} />
  return (
    <picture>
      {dark === light ? null : (
        <source
          srcSet={brandAddress(dark)}
          media="(prefers-color-scheme: dark)"
          width={dark.width}
          height={dark.height}
        />
      )}
      <Logo file={light} name={name} />
    </picture>
  )
}

function Logo({ file, name }: { file: SiteFile; name: string }) {
  return (
    // biome-ignore lint/performance/noImgElement: it is kept and served by ourselves, small as it is
    <img src={brandAddress(file)} alt={name} width={file.width} height={file.height} className="logo" />
  )
}
