import { brandAddress } from '#lib/rules/settings/brand-address.ts'
import type { KeptSite } from '#lib/rules/settings/site-settings.ts'

/** The colours and rules of a site's own: one request more, and only where there are any. */
export function OwnLook({ site: { look } }: { site: Pick<KeptSite, 'look'> }) {
  return look ? <link rel="stylesheet" href={brandAddress(look)} precedence="own" /> : null
}
