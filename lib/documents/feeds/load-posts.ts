import type { Transaction } from '#db/client.ts'
import { readLiveFacts } from '#db/reads/posts/live-facts.ts'
import { type PostRecord, readPostRecords } from '#db/reads/posts/post-records.ts'
import type { FeedScope } from '#db/reads/servers/feed-scope.ts'
import { readServersById } from '#db/reads/servers/named-servers.ts'
import { bodyOfPost } from '#lib/documents/post-body.ts'
import { fillLive } from '#lib/posts/live-elements.ts'
import { later } from '#lib/rules/time/time.ts'
import { sayLive } from '#lib/words/containment/live-text.ts'
import { writtenIn } from '#lib/words/spoken-posts.ts'
import type { Words } from '#lib/words/words.ts'
import type { FeedPost } from './items.ts'

/** What was not touched for this long is history that no reader of feeds waits for. */
const daysKept = 90

/** Posts that are read for a feed: some more than it has items, because one may have been changed long after. */
const mostPosts = 100

/** The posts of a feed, the newest first. */
export async function loadPosts(
  words: Words,
  tx: Transaction,
  { key, serverIds }: FeedScope,
  now: Date,
): Promise<FeedPost[]> {
  const changedAfter = later(now, -daysKept * 86_400)
  const ofScope = key === '' ? {} : { serverIds: serverIds.length > 0 ? serverIds : ['none'] }
  const wanted = { ...ofScope, changedAfter, isWrittenHere: true as const, limit: mostPosts }
  const records = await readPostRecords(tx, wanted, now)
  const ids = [...new Set(records.flatMap(concernedServers))]
  const known = ids.length > 0 ? await readServersById(tx, ids) : []
  const labels = new Map(known.map(server => [server.id, server.label]))
  const withTexts: FeedPost[] = []
  for (const record of records) {
    const names = concernedServers(record).flatMap(id => labels.get(id) ?? [])
    const tags = [words(`posts.kind.${record.kind}`), ...names]
    const text = await bodyOfPost(words, record)
    const { id: postId } = record
    const review = record.review && { ...record.review, body: writtenIn(words, record.review.body) }
    const live = await readLiveFacts(tx, { postId, texts: [text, review?.body] }, now)
    const fill = (source: string) => fillLive(source, sayLive(words, live, { mayName: true }))
    withTexts.push({
      ...record,
      tags,
      text: text && fill(text),
      review: review && { ...review, body: fill(review.body) },
    })
  }
  return withTexts
}

/** The servers that a post is about: not those that it named by mistake or that fell out. */
function concernedServers({ affected, maintenance, namedServerIds }: PostRecord): string[] {
  const troubled = affected.filter(row => row.impact !== 'operational').map(row => row.serverId)
  const planned = (maintenance?.slots ?? []).filter(slot => !slot.cancelledAt).map(slot => slot.serverId)
  return [...new Set([...troubled, ...planned, ...namedServerIds])]
}
