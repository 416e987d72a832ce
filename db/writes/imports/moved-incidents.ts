import { sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { reviews } from '#db/schema/review.ts'
import { causeOfJudged, type JudgedImpact } from '#lib/rules/incidents/judgement.ts'
import type { PostPhase } from '#lib/rules/posts/post.ts'
import {
  amongMoved,
  lastMoment,
  type MovedPost,
  movedSlug,
  shownState,
  slicesOf,
  timedState,
  writeEntries,
} from './moved-entries.ts'

export type MovedIncidentRow = MovedPost & {
  startedAt: Date
  /** null: it is open. */
  endedAt: Date | null
  phase: PostPhase
  servers: readonly { id: string; impact: JudgedImpact }[]
  review: string | null
}

/** A short text shows in lists as it is. */
const mostSummary = 400

/**
 * Writes incidents of another product, whether they came before or not: pages show them, and nobody is told of them, now or when
 * they end, as if a person had stated them quietly.
 */
export async function writeMovedIncidents(
  tx: Transaction,
  list: readonly MovedIncidentRow[],
  now: Date,
): Promise<void> {
  if (list.length === 0) return
  await tx
    .insert(posts)
    .values(list.map(incidentRow))
    .onConflictDoUpdate({
      target: posts.id,
      set: { ...shownState, ...timedState, touchedAt: sql`excluded.touched_at` },
    })
  await tx.delete(affectedServers).where(amongMoved(affectedServers.postId, list))
  const affected = list.flatMap(incident => affectedRows(incident, now))
  for (const rows of slicesOf(affected)) await tx.insert(affectedServers).values(rows)
  await writeEntries(tx, list)
  const reviewed = list.flatMap(({ id, review, endedAt }) =>
    review && endedAt ? [reviewRow(id, review, endedAt)] : [],
  )
  if (reviewed.length > 0)
    await tx
      .insert(reviews)
      .values(reviewed)
      .onConflictDoUpdate({
        target: reviews.postId,
        set: { body: sql`excluded.body` },
        setWhere: sql`${reviews.version} <= 1`,
      })
}

function incidentRow({ id, title, startedAt, endedAt, phase, entries }: MovedIncidentRow) {
  const updatedAt = lastMoment([startedAt, ...entries.map(entry => entry.at), ...(endedAt ? [endedAt] : [])])
  const [first] = entries
  return {
    id,
    slug: movedSlug('incident', startedAt, id),
    kind: 'incident' as const,
    visibility: 'published' as const,
    title,
    summary: first && first.text.length <= mostSummary ? first.text : null,
    phase,
    startedAt,
    publishedAt: startedAt,
    createdAt: startedAt,
    resolvedAt: endedAt,
    updatedAt,
    // What is open a person writes on; of what is over nobody owes a review.
    touchedAt: endedAt ? null : updatedAt,
  }
}

function affectedRows({ id: postId, startedAt: since, endedAt, servers }: MovedIncidentRow, judgedAt: Date) {
  return servers.map(({ id: serverId, impact }) => ({
    postId,
    serverId,
    impact,
    cause: causeOfJudged(impact),
    since,
    until: endedAt,
    clearedAt: endedAt,
    endedAt,
    judgedImpact: impact,
    judgedAt,
    isJudgedQuietly: true,
  }))
}

function reviewRow(postId: string, body: string, at: Date) {
  return { postId, body, publishedAt: at, editedAt: at, announcedAt: at, createdAt: at, version: 1 }
}
