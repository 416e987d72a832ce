import { siteTag } from '#lib/documents/site-tag.ts'
import { escapeHtml } from '#lib/posts/html-text.ts'
import { latest } from '#lib/rules/time/time.ts'
import { monthAndDay } from '#lib/words/moment.ts'
import type { Words } from '#lib/words/words.ts'
import type { FeedItem } from './feed.ts'
import { placeOf, postEntries } from './post-entries.ts'
import type { PostEntry, PostWithBody } from './post-entry.ts'
import { windowSentence } from './work-entries.ts'

/** A post for feeds, with what its items are filed under. */
export type FeedPost = PostWithBody & { tags: readonly string[] }

/** history: one item a post, revised in place. updates: one item for each thing that was said, which stays. */
export const feedStreams = ['history', 'updates'] as const
export type FeedStream = (typeof feedStreams)[number]

/** As many as Statuspage has. */
const mostItems = 50

/** The newest items of these posts, which come with the newest first. */
export function itemsOf(words: Words, stream: FeedStream, posts: readonly FeedPost[], now: Date): FeedItem[] {
  if (stream === 'history') return posts.slice(0, mostItems).map(post => historyItem(words, post, now))
  const items = posts.flatMap(post =>
    postEntries(words, post, now).map(entry => updateItem(words, post, entry)),
  )
  return items.sort((a, b) => b.publishedAt.getTime() - a.publishedAt.getTime()).slice(0, mostItems)
}

function historyItem(words: Words, post: FeedPost, now: Date): FeedItem {
  const { page } = placeOf(post)
  const entries = postEntries(words, post, now)
  const { maintenance, publishedAt, updatedAt } = post
  const window = maintenance
    ? `<p><strong>${escapeHtml(windowSentence(words, maintenance))}</strong></p>`
    : ''
  return {
    id: siteTag(`Incident/${post.id}`),
    guid: page,
    url: page,
    title: post.title,
    html: window + entries.map(entry => passage(words, entry)).join(''),
    publishedAt,
    changedAt: latest([publishedAt, updatedAt, ...entries.map(entry => entry.changedAt)]),
    tags: post.tags,
    endsAt: maintenance?.endsAt ?? null,
  }
}

/** As Statuspage writes an update, so that what takes its feeds apart takes ours apart. */
function passage(words: Words, { at, label, html }: PostEntry): string {
  const [month, day, time] = monthAndDay(words, at)
  const when = `${month} <var data-var='date'>${day}</var>, <var data-var='time'>${time}</var> UTC`
  const head = `<p><small>${when}</small><br><strong>${escapeHtml(label)}</strong>`
  return html.startsWith('<p>') ? `${head} - ${html.slice('<p>'.length)}` : `${head}</p>${html}`
}

function updateItem(words: Words, post: FeedPost, entry: PostEntry): FeedItem {
  const id = siteTag(entry.key)
  return {
    id,
    guid: id,
    url: entry.url,
    title: words('documents.feeds.item', { label: entry.label, title: post.title }),
    html: entry.html,
    publishedAt: entry.at,
    changedAt: entry.changedAt,
    tags: post.tags,
    endsAt: null,
  }
}
