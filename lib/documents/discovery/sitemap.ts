import { readSitePages } from '#db/reads/posts/site-pages.ts'
import type { PublicDocument } from '#lib/documents/document.ts'
import { text, xml } from '#lib/documents/format.ts'
import { escapeMarkup } from '#lib/documents/markup.ts'
import { siteAddress } from '#lib/documents/site.ts'

/** https://www.sitemaps.org: the board, all servers in service and the newest posts. */
export const sitemap: PublicDocument = {
  path: /^\/sitemap\.xml$/,
  format: xml,
  maxAgeSeconds: 3600,
  write: async (_, { db, now }) => {
    const pages = [
      { path: '/', changedAt: null },
      { path: '/history', changedAt: null },
      ...(await readSitePages(db, now)),
    ]
    const entries = pages.map(({ path, changedAt }) => {
      const changed = changedAt ? `<lastmod>${changedAt.toISOString()}</lastmod>` : ''
      return `<url><loc>${escapeMarkup(siteAddress(path))}</loc>${changed}</url>`
    })
    return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${entries.join('\n')}
</urlset>
`
  },
}

/** What is made for one reader, or for staff, is of no use to a search. */
export const robots: PublicDocument = {
  path: /^\/robots\.txt$/,
  format: text,
  maxAgeSeconds: 3600,
  follows: () => '/robots.txt',
  write: async () => `User-agent: *
Disallow: /desk
Disallow: /find
Disallow: /is/
Disallow: /history/search
Disallow: /embed/
Disallow: /deflect.txt

Sitemap: ${siteAddress('/sitemap.xml')}
`,
}
