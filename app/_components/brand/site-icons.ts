import { brandAddress } from '#lib/rules/settings/brand-address.ts'
import type { KeptSite } from '#lib/rules/settings/site-settings.ts'

/** The picture of a site that browsers show beside its title. */
export function siteIcons({ icon }: Pick<KeptSite, 'icon'>): { icon: { url: string; type: string } } {
  if (!icon) return { icon: { url: '/icon.svg', type: 'image/svg+xml' } }
  const type = icon.name.endsWith('.svg') ? 'image/svg+xml' : 'image/png'
  return { icon: { url: brandAddress(icon), type } }
}
