import type { KeptSite } from './site-settings.ts'

export const siteLinkNames = ['home', 'support', 'imprint', 'privacy'] as const
export type SiteLinkName = (typeof siteLinkNames)[number]

/** Where the hoster leads readers, in the order in which it is shown; what is not set is left out. */
export function siteLinks(site: Pick<KeptSite, SiteLinkName>): { is: SiteLinkName; url: string }[] {
  return siteLinkNames.flatMap(is => {
    const url = site[is]
    return url ? [{ is, url }] : []
  })
}
