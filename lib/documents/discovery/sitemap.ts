import { readSitePages } from '#db/reads/posts/site-pages.ts'
import type { PublicDocument } from '#lib/documents/document.ts'
import { text, xml } from '#lib/documents/format.ts'
import { escapeMarkup } from '#lib/documents/markup.ts'
import { siteAddress } from '#lib/documents/site.ts'
import { env } from '#lib/env.ts'
import { offeredLanguages, pageIn } from '#lib/language.ts'
import type { Language } from '#lib/rules/languages/language.ts'

/** In many languages each page alone would have as many links as there are: then it is listed once, and its own head has the rest. */
const mostLinks = 50_000

/** https://www.sitemaps.org: the board, all servers in service and the newest posts, each in all languages. */
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
    const offered = offeredLanguages()
    const isEach = pages.length * offered.length ** 2 <= mostLinks
    const hasLinks = offered.length > 1 && pages.length * offered.length <= mostLinks
    const listed = isEach ? offered : offered.slice(0, 1)
    const entries = pages.flatMap(({ path, changedAt }) => {
      const changed = changedAt ? `<lastmod>${changedAt.toISOString()}</lastmod>` : ''
      const links = hasLinks ? alternatesOf(path, offered) : ''
      return listed.map(each => `<url><loc>${addressOf(path, each)}</loc>${changed}${links}</url>`)
    })
    const namespace = hasLinks ? ' xmlns:xhtml="http://www.w3.org/1999/xhtml"' : ''
    return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"${namespace}>
${entries.join('\n')}
</urlset>
`
  },
}

/** Where the same is in each language, itself among them, as searches want it. */
function alternatesOf(path: string, offered: readonly Language[]): string {
  const linkOf = (code: string, language: Language) =>
    `<xhtml:link rel="alternate" hreflang="${code}" href="${addressOf(path, language)}"/>`
  const [first] = offered
  return [...offered.map(each => linkOf(each, each)), first ? linkOf('x-default', first) : ''].join('')
}

function addressOf(path: string, language: Language): string {
  return escapeMarkup(new URL(pageIn(language, path), env.SITE_URL).href)
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
