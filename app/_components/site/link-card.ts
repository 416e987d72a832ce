import { ourSite } from '#lib/site.ts'

type LinkCard = {
  siteName: string
  type: 'website'
  images: { url: string; width: number; height: number }[]
}

/** What other sites show of a link to a page. name: of its card, such as "site" or "servers/web07.example.com". */
export function linkCard(name: string): LinkCard {
  return {
    siteName: ourSite().name,
    type: 'website',
    images: [{ url: `/card/${name}.png`, width: 1200, height: 630 }],
  }
}
