import { escapeMarkup } from '#lib/documents/markup.ts'
import { siteTag } from '#lib/documents/site-tag.ts'
import { latest } from '#lib/rules/time/time.ts'
import { monthAndDay } from '#lib/words/moment.ts'
import { titleIn } from '#lib/words/spoken-posts.ts'
import type { Words } from '#lib/words/words.ts'
import type { FeedItem } from './feed.ts'
import { windowSentence } from './maintenance-entries.ts'
import { placeOf, postEntries } from './post-entries.ts'
import { entryHtml, type PostEntry, type PostWithBody } from './post-entry.ts'

/** A post for feeds, with what its items are filed under. */
export type FeedPost = PostWithBody & { tags: readonly string[] }

/** history: one item a post, revised in place. updates: one item for each thing that was said, which stays. */
export const feedStreams = ['history', 'updates'] as const
export type FeedStream = (typeof feedStreams)[number]

/** As many as Statuspage has. */
const mostItems = 50

/** The newest items of these posts, which come with the newest first. */
export async function itemsOf(
  words: Words,
  stream: FeedStream,
  posts: readonly FeedPost[],
  now: Date,
): Promise<FeedItem[]> {
  if (stream === 'history') return historyItems(words, posts.slice(0, mostItems), now)
  const items: FeedItem[] = []
  for (const { post, entry } of newestEntries(words, posts, now))
    items.push(await updateItem(words, post, entry))
  return items
}

/** A post of many updates, or many of them, must not make a feed that no reader loads; the page has the rest. */
const mostPassages = { ofItem: 25, ofFeed: 400 }

async function historyItems(words: Words, posts: readonly FeedPost[], now: Date): Promise<FeedItem[]> {
  const items: FeedItem[] = []
  let left = mostPassages.ofFeed
  for (const post of posts) {
    const entries = postEntries(words, post, now)
    const shown = entries.slice(0, Math.max(1, Math.min(mostPassages.ofItem, left)))
    left -= shown.length
    items.push(await historyItem(words, post, entries, shown))
  }
  return items
}

function newestEntries(words: Words, posts: readonly FeedPost[], now: Date) {
  const entries = posts.flatMap(post => postEntries(words, post, now).map(entry => ({ post, entry })))
  return entries.sort((a, b) => b.entry.at.getTime() - a.entry.at.getTime()).slice(0, mostItems)
}

async function historyItem(
  words: Words,
  post: FeedPost,
  entries: readonly PostEntry[],
  shown: readonly PostEntry[],
): Promise<FeedItem> {
  const { page } = placeOf(post)
  const passages: string[] = []
  for (const entry of shown) passages.push(await passage(words, entry))
  if (shown.length < entries.length) passages.push(`<p>${escapeMarkup(words('documents.feeds.earlier'))}</p>`)
  const { maintenance, publishedAt, updatedAt } = post
  const window = maintenance
    ? `<p><strong>${escapeMarkup(windowSentence(words, maintenance))}</strong></p>`
    : ''
  return {
    id: siteTag(`Incident/${post.id}`),
    guid: page,
    url: page,
    title: titleIn(words, post.titled),
    html: window + passages.join(''),
    publishedAt,
    changedAt: latest([publishedAt, updatedAt, ...entries.map(entry => entry.changedAt)]),
    tags: post.tags,
    endsAt: maintenance?.endsAt ?? null,
  }
}

/** As Statuspage writes an update, so that what takes its feeds apart takes ours apart. */
async function passage(words: Words, entry: PostEntry): Promise<string> {
  const { at, label } = entry
  const html = await entryHtml(entry)
  const [month, day, time] = monthAndDay(words, at)
  const when = `${month} <var data-var='date'>${day}</var>, <var data-var='time'>${time}</var> UTC`
  const head = `<p><small>${when}</small><br><strong>${escapeMarkup(label)}</strong>`
  return html.startsWith('<p>') ? `${head} - ${html.slice('<p>'.length)}` : `${head}</p>${html}`
}

async function updateItem(words: Words, post: FeedPost, entry: PostEntry): Promise<FeedItem> {
  const id = siteTag(entry.key)
  return {
    id,
    guid: id,
    url: entry.url,
    title: words('documents.feeds.item', { label: entry.label, title: titleIn(words, post.titled) }),
    html: await entryHtml(entry),
    publishedAt: entry.at,
    changedAt: entry.changedAt,
    tags: post.tags,
    endsAt: null,
  }
}
