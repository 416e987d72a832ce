import { brandAddress } from '#lib/rules/settings/brand-address.ts'
import { ourSite } from '#lib/site.ts'

/** The colours and rules of the hoster's own: one request more, and only where there are any. */
export function OwnLook() {
  const { look } = ourSite()
  return look ? <link rel="stylesheet" href={brandAddress(look)} precedence="own" /> : null
}
