import { readHostName } from '#lib/rules/servers/host-name.ts'
import { type KeptSite, type OurSite, siteOf } from '#lib/rules/settings/site-settings.ts'

/** A reseller's site: what it wears, and where it is. */
export type Brand = {
  id: string
  host: string
  /** Where its readers reach it, without a trailing slash. */
  url: string
  /** Its own name, look, addresses, zone and sender. */
  site: OurSite
}

/** What the database keeps of a brand. */
export type KeptBrand = { id: string; host: string; site: KeptSite; retiredAt: Date | null }

/** A brand as its readers see it. siteUrl: the hoster's own, whose scheme and port all sites of one process share. zone: where it has none of its own. */
export function brandOf({ id, host, site }: KeptBrand, siteUrl: string, zone: string): Brand {
  const byDefault = { name: host, zone, mailFrom: `status@${host}` }
  const nothing = { name: undefined, zone: undefined, mailFrom: undefined }
  return { id, host, url: brandUrl(host, siteUrl), site: siteOf(site, nothing, byDefault) }
}

/** "https://status.reseller.example", with the scheme and the port of the hoster's own address. */
export function brandUrl(host: string, siteUrl: string): string {
  const { protocol, port } = new URL(siteUrl)
  return `${protocol}//${host}${port === '' ? '' : `:${port}`}`
}

/** A host name of the DNS that may be a brand's, in normal form; null: it is none, or has one part alone. */
export function readBrandHost(typed: string): string | null {
  const host = readHostName(
    typed
      .trim()
      .replace(/^https?:\/\//i, '')
      .replace(/\/+$/, ''),
  )
  return host?.includes('.') ? host : null
}

/** The host of a Host header, without its port and the brackets of IPv6, in small letters; null: none is written there. */
export function hostOfHeader(header: string | undefined): string | null {
  const [first = ''] = (header ?? '').split(',', 1)
  const host = first
    .trim()
    .toLowerCase()
    .replace(/:\d*$/, '')
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
  return host === '' ? null : host
}

/** Which of these texts would tell a brand's reader whose servers they are on, by the hoster's own names. */
export function namesOfHoster(texts: readonly string[], own: readonly string[]): string[] {
  const revealing = own.map(name => name.toLowerCase()).filter(name => name.length > 3)
  return texts.filter(text => revealing.some(name => text.toLowerCase().includes(name)))
}
