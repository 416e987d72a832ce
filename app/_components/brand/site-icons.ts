import type { Metadata } from 'next'
import { brandAddress } from '#lib/rules/settings/brand-address.ts'
import { ourSite } from '#lib/site.ts'

/** The picture of the site that browsers show beside its title. */
export function siteIcons(): NonNullable<Metadata['icons']> {
  const { icon } = ourSite()
  if (!icon) return { icon: { url: '/icon.svg', type: 'image/svg+xml' } }
  const type = icon.name.endsWith('.svg') ? 'image/svg+xml' : 'image/png'
  return { icon: { url: brandAddress(icon), type } }
}
