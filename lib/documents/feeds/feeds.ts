import type { FeedScope } from '#db/reads/servers/feed-scope.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import type { PublicDocument } from '#lib/documents/document.ts'
import { atom, jsonFeed, rss } from '#lib/documents/format.ts'
import { readScope, type Scope, scopeAddress, scopes } from '#lib/documents/scopes.ts'
import { documentAddress, siteAddress } from '#lib/documents/site.ts'
import { siteTag } from '#lib/documents/site-tag.ts'
import { currentWords } from '#lib/language.ts'
import { ourSite } from '#lib/site.ts'
import type { Words } from '#lib/words/words.ts'
import type { Feed } from './feed.ts'
import { type FeedStream, feedStreams, itemsOf } from './items.ts'
import { loadPosts } from './load-posts.ts'
import { type FeedFormat, feedFormats, writeFeed } from './write-feed.ts'

const formats = { rss, atom, json: jsonFeed }

/** Of the site, each server and each group: its posts, and what was said of them, each in three formats. */
export const feeds: readonly PublicDocument[] = scopes.flatMap(scope =>
  feedStreams.flatMap(stream => feedFormats.map(format => feedDocument(scope, stream, format))),
)

function feedDocument(scope: Scope, stream: FeedStream, format: FeedFormat): PublicDocument {
  const file = fileOf(scope, stream, format)
  return {
    ...scopeAddress(scope, file),
    format: formats[format],
    maxAgeSeconds: 60,
    isWorded: true,
    write: async ({ parts }, { db, now }) => {
      const words = currentWords()
      const found = await readSnapshot(db, async tx => {
        const of = await readScope(tx, scope, parts)
        if (!of || 'movedTo' in of) return of
        return { of, posts: await loadPosts(words, tx, of, now) }
      })
      if (!found) return null
      if ('movedTo' in found) return { movedTo: found.movedTo + file }
      const items = await itemsOf(words, stream, found.posts, now)
      return writeFeed({ ...frameOf(words, stream, found.of, file), items }, format)
    },
  }
}

/** The history of the site is where Statuspage has it, but for JSON, where Statuspage has another form. */
function fileOf(scope: Scope, stream: FeedStream, format: FeedFormat): string {
  if (stream === 'updates') return `/updates.${format}`
  if (scope !== 'site') return `.${format}`
  return format === 'json' ? '/feed.json' : `/history.${format}`
}

function frameOf(words: Words, stream: FeedStream, of: FeedScope, file: string): Omit<Feed, 'items'> {
  const { key, name, path } = of
  const site = ourSite().name
  return {
    id: siteTag(`${key === '' ? '' : `/${key}`}/${stream}`),
    title:
      key === ''
        ? words(`documents.feeds.${stream}`, { site })
        : words(`documents.feeds.${stream}Of`, { site, name }),
    siteName: site,
    language: words('language.code'),
    home: siteAddress(path === '' ? '/' : path),
    self: documentAddress(path + file),
  }
}
