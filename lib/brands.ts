import { env } from './env.ts'
import { type Brand, brandOf, type KeptBrand } from './rules/brands/brand.ts'
import { ourSite } from './site.ts'

/** A brand as its readers see it, the zone of the hoster's own site being what it has without one. */
export function shownBrand(kept: KeptBrand): Brand {
  return brandOf(kept, env.SITE_URL, ourSite().zone)
}
