import type { Database } from '#db/client.ts'
import { readBrandHistory } from '#db/reads/brands/brand-history.ts'
import type { Feed, FeedItem } from '#lib/documents/feeds/feed.ts'
import { type FeedFormat, feedFormats, writeFeed } from '#lib/documents/feeds/write-feed.ts'
import { atom, jsonFeed, rss } from '#lib/documents/format.ts'
import { escapeMarkup } from '#lib/documents/markup.ts'
import { currentWords } from '#lib/language.ts'
import type { Brand } from '#lib/rules/brands/brand.ts'
import { type BrandEvent, brandEvents } from '#lib/rules/brands/brand-event.ts'
import { conditionOf } from '#lib/rules/servers/condition.ts'
import { later } from '#lib/rules/time/time.ts'
import { shortId } from '#lib/short-id.ts'
import { longTimes } from '#lib/words/time.ts'
import type { Words } from '#lib/words/words.ts'
import type { BrandDocument } from './brand-document.ts'

const formats = { rss, atom, json: jsonFeed }

/** Where the feeds of the hoster's own history are. */
const files: Record<FeedFormat, string> = {
  rss: '/history.rss',
  atom: '/history.atom',
  json: '/feed.json',
}

const daysKept = 90
const mostItems = 50

/** What became of the brand's servers, each trouble and each work one item that is revised in place. */
export const brandFeeds: readonly BrandDocument[] = feedFormats.map(format => ({
  path: new RegExp(`^${files[format].replaceAll('.', '\\.')}$`),
  format: formats[format],
  maxAgeSeconds: 60,
  write: async (brand, _, { db, now }) => writeFeed(await feedOf(brand, files[format], db, now), format),
}))

async function feedOf(brand: Brand, file: string, db: Database, now: Date): Promise<Feed> {
  const words = currentWords()
  const { name } = brand.site
  const all = await readBrandHistory(db, brand.id, later(now, -daysKept * 86_400))
  const items = all.flatMap(({ server, changes }) =>
    brandEvents(changes).map(event => itemOf(words, brand, { ...server, ...event }, now)),
  )
  return {
    id: tagOf(brand, '/history'),
    title: words('brands.feed.title', { site: name }),
    siteName: name,
    language: words('language.code'),
    home: `${brand.url}/`,
    self: brand.url + file,
    items: items
      .sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime() || (a.id < b.id ? -1 : 1))
      .slice(0, mostItems),
  }
}

type Happened = BrandEvent & { id: string; label: string; hostname: string }

function itemOf(words: Words, brand: Brand, happened: Happened, now: Date): FeedItem {
  const { from, until, worst, label: server, hostname } = happened
  const condition = conditionOf(worst.impact, worst.cause)
  const times = longTimes(words, brand.site.zone, now)
  const text = until
    ? words('brands.feed.ended', { server, condition, period: times.period(from, until) })
    : words('brands.feed.lasting', { server, condition, since: times.moment(from) })
  const id = tagOf(brand, shortId(`${brand.id} ${happened.id} ${from.toISOString()}`))
  return {
    id,
    guid: id,
    url: `${brand.url}/servers/${hostname}`,
    title: words(until ? 'brands.feed.was' : 'brands.feed.is', { server, condition }),
    html: `<p>${escapeMarkup(text)}</p>`,
    publishedAt: from,
    changedAt: until ?? worst.at,
    tags: [server],
    endsAt: null,
  }
}

function tagOf({ host }: Brand, name: string): string {
  return `tag:${host},2005:${name}`
}
