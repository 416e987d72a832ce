import { siteAddress } from './site.ts'

/** The host of this site, as ids of feeds and calendars name it. */
export function siteHost(): string {
  return new URL(siteAddress('/')).hostname
}

/** A tag URI (RFC 4151) that stays what it is; the year is the one that Statuspage has in its own. */
export function siteTag(name: string): string {
  return `tag:${siteHost()},2005:${name}`
}
