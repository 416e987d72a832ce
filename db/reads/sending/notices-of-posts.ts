import { and, asc, eq, inArray } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { isTaken } from '#db/conditions/taken.ts'
import { isAmong } from '#db/reads/list-of.ts'
import { hearingOrder } from '#db/reads/notices/notice.ts'
import { deliveries } from '#db/schema/delivery.ts'
import { notices } from '#db/schema/notice.ts'
import { posts } from '#db/schema/post.ts'
import { reviews } from '#db/schema/review.ts'
import { servers } from '#db/schema/server.ts'
import { updates } from '#db/schema/update.ts'

export type NoticeOfPost = Awaited<ReturnType<typeof readNoticesOfPosts>>[number]

/** The posts of these notices with all notices of theirs, the oldest first. */
export function readNoticesOfPosts(tx: Transaction, noticeIds: readonly string[]) {
  const concerned = tx
    .select({ postId: notices.postId })
    .from(notices)
    .where(inArray(notices.id, [...noticeIds]))
  return tx
    .select({
      id: notices.id,
      kind: notices.kind,
      facts: notices.facts,
      createdAt: notices.createdAt,
      postId: posts.id,
      slug: posts.slug,
      visibility: posts.visibility,
      title: posts.title,
      titleFacts: posts.titleFacts,
      language: posts.language,
      translations: posts.translations,
      // The first column never is null: by it Drizzle knows whether there is a row.
      /** The entry of the timeline that it tells; null: none. */
      update: { language: updates.language, facts: updates.facts, translations: updates.translations },
      /** What was written after it; null: nothing. */
      review: { language: reviews.language, translations: reviews.translations },
      phase: posts.phase,
      nextUpdateAt: posts.nextUpdateAt,
      isTaken: isTaken(),
    })
    .from(notices)
    .innerJoin(posts, eq(posts.id, notices.postId))
    .leftJoin(updates, eq(updates.id, notices.updateId))
    .leftJoin(reviews, eq(reviews.postId, posts.id))
    .where(inArray(notices.postId, concerned))
    .orderBy(asc(notices.createdAt), hearingOrder, asc(notices.id))
}

/** An end that was told at one address: by mail, or at one destination. */
export function toldAt(delivery: { destinationId: string | null; address: string }, endId: string): string {
  return `${delivery.destinationId ?? delivery.address} ${endId}`
}

/** Notices of an end that these subscribers were sent already, each as toldAt names it. */
export async function readEndsTold(
  tx: Transaction,
  subscriberIds: readonly string[],
  endIds: readonly string[],
): Promise<Set<string>> {
  if (endIds.length === 0) return new Set()
  const { address, destinationId, noticeId, subscriberId } = deliveries
  const rows = await tx
    .select({ address, destinationId, noticeId })
    .from(deliveries)
    .where(
      and(
        inArray(noticeId, [...endIds]),
        isAmong(subscriberId, subscriberIds),
        inArray(deliveries.state, ['sent', 'sending', 'doubtful']),
      ),
    )
  return new Set(rows.map(row => toldAt(row, row.noticeId)))
}

/** Where each of these servers is, by id. */
export async function readPlaces(
  tx: Transaction,
  serverIds: readonly string[],
): Promise<Map<string, { hostname: string; groupId: string | null }>> {
  const { id, hostname, groupId } = servers
  const rows = await tx
    .select({ id, hostname, groupId })
    .from(servers)
    .where(inArray(id, [...serverIds]))
  return new Map(rows.map(row => [row.id, row]))
}
