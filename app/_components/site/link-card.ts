import type { Metadata } from 'next'
import { ourSite } from '#lib/site.ts'

/** What other sites show of a link to a page. name: of its card, such as "site" or "servers/web07.example.com". */
export function linkCard(name: string): NonNullable<Metadata['openGraph']> {
  return {
    siteName: ourSite().name,
    type: 'website',
    images: [{ url: `/card/${name}.png`, width: 1200, height: 630 }],
  }
}
