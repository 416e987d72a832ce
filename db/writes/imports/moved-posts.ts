import { type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { Transaction } from '#db/client.ts'
import { maintenance, maintenanceServers } from '#db/schema/maintenance.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { reviews } from '#db/schema/review.ts'
import { updates } from '#db/schema/update.ts'
import { causeOfJudged, type JudgedImpact } from '#lib/rules/incidents/judgement.ts'
import { maintenancePhase } from '#lib/rules/maintenance/maintenance.ts'
import type { PostPhase } from '#lib/rules/posts/post.ts'

/** An entry as it was written elsewhere. */
export type MovedEntry = { at: Date; phase: PostPhase | null; text: string }

type MovedPost = { id: string; title: string; staffId: string; entries: readonly MovedEntry[] }

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
/** More values than PostgreSQL takes in one statement are several statements. */
const rowsAtOnce = 2_000

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
  await tx.delete(affectedServers).where(among(affectedServers.postId, list))
  const affected = list.flatMap(incident => affectedRows(incident, now))
  for (const rows of slices(affected)) await tx.insert(affectedServers).values(rows)
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

/** What of a post follows the other product. */
const shownState = { title: sql`excluded.title`, updatedAt: sql`excluded.updated_at` }
const timedState = {
  summary: sql`excluded.summary`,
  phase: sql`excluded.phase`,
  startedAt: sql`excluded.started_at`,
  resolvedAt: sql`excluded.resolved_at`,
}

function incidentRow({ id, title, startedAt, endedAt, phase, entries }: MovedIncidentRow) {
  const updatedAt = lastOf([startedAt, ...entries.map(entry => entry.at), ...(endedAt ? [endedAt] : [])])
  const [first] = entries
  return {
    id,
    slug: slugOf('incident', startedAt, id),
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

export type MovedAdvisoryRow = {
  id: string
  title: string
  publishedAt: Date
  text: string
  serverIds: string[]
}

/** The same with advisories, of which their readers count as told. */
export async function writeMovedAdvisories(
  tx: Transaction,
  list: readonly MovedAdvisoryRow[],
): Promise<void> {
  if (list.length === 0) return
  await tx
    .insert(posts)
    .values(
      list.map(({ id, title, publishedAt, text, serverIds }) => ({
        id,
        slug: slugOf('advisory', publishedAt, id),
        kind: 'advisory' as const,
        visibility: 'published' as const,
        title,
        body: text,
        namedServerIds: serverIds,
        startedAt: publishedAt,
        publishedAt,
        createdAt: publishedAt,
        updatedAt: publishedAt,
        announcedAt: publishedAt,
        version: 1,
      })),
    )
    .onConflictDoUpdate({
      target: posts.id,
      set: { ...shownState, body: sql`excluded.body`, namedServerIds: sql`excluded.named_server_ids` },
    })
}

export type MovedWorkRow = MovedPost & {
  /** Of the row that says when, which is made with its post. */
  workId: string
  text: string | null
  publishedAt: Date
  startsAt: Date
  endsAt: Date
  completedAt: Date | null
  cancelledAt: Date | null
  /** At least one. */
  serverIds: readonly string[]
}

/** The same with planned work: nobody is mailed of its times. */
export async function writeMovedWorks(
  tx: Transaction,
  list: readonly MovedWorkRow[],
  now: Date,
): Promise<void> {
  if (list.length === 0) return
  await tx
    .insert(posts)
    .values(list.map(work => workPostRow(work, now)))
    .onConflictDoUpdate({ target: posts.id, set: { ...shownState, ...timedState, body: sql`excluded.body` } })
  await tx
    .insert(maintenance)
    .values(list.map(workRow))
    .onConflictDoUpdate({
      target: maintenance.id,
      set: {
        title: sql`excluded.title`,
        startsAt: sql`excluded.starts_at`,
        endsAt: sql`excluded.ends_at`,
        completedAt: sql`excluded.completed_at`,
        cancelledAt: sql`excluded.cancelled_at`,
      },
    })
  const workIds = list.map(({ workId: id }) => ({ id }))
  await tx.delete(maintenanceServers).where(among(maintenanceServers.maintenanceId, workIds))
  for (const rows of slices(list.flatMap(work => turnRows(work, now))))
    await tx.insert(maintenanceServers).values(rows)
  await writeEntries(tx, list)
}

function periodOf({ startsAt, endsAt, completedAt, cancelledAt }: MovedWorkRow) {
  return { startsAt, endsAt, completedAt, cancelledAt, endsBy: 'itself' as const }
}

function isWorkOver(work: MovedWorkRow, now: Date): boolean {
  return ['completed', 'cancelled'].includes(maintenancePhase(periodOf(work), now))
}

function workPostRow(work: MovedWorkRow, now: Date) {
  const { id, title, text, publishedAt, startsAt, endsAt, completedAt, cancelledAt, entries } = work
  return {
    id,
    slug: slugOf('maintenance', startsAt, id),
    kind: 'maintenance' as const,
    visibility: 'published' as const,
    title,
    body: text,
    phase: maintenancePhase(periodOf(work), now),
    startedAt: startsAt,
    publishedAt,
    createdAt: publishedAt,
    resolvedAt: isWorkOver(work, now) ? (cancelledAt ?? completedAt ?? endsAt) : null,
    updatedAt: lastOf([publishedAt, ...entries.map(entry => entry.at).filter(at => at <= now)]),
  }
}

function workRow(work: MovedWorkRow) {
  const { id, workId, title, publishedAt } = work
  const { startsAt, endsAt, completedAt, cancelledAt, endsBy } = periodOf(work)
  return {
    id: workId,
    postId: id,
    kind: 'maintenance' as const,
    title,
    startsAt,
    endsAt,
    completedAt,
    cancelledAt,
    endsBy,
    isQuiet: true,
    createdAt: publishedAt,
  }
}

function turnRows(work: MovedWorkRow, now: Date) {
  const { workId: maintenanceId, serverIds, startsAt, endsAt } = work
  return serverIds.map(serverId => ({
    maintenanceId,
    serverId,
    startsAt,
    endsAt,
    toldAt: now,
    toldStartsAt: startsAt,
    toldEndsAt: endsAt,
    endToldAt: isWorkOver(work, now) ? now : null,
  }))
}

async function writeEntries(tx: Transaction, list: readonly MovedPost[]): Promise<void> {
  await tx.delete(updates).where(among(updates.postId, list))
  const entries = list.flatMap(({ id: postId, staffId, entries }) =>
    entries.map(({ at, phase, text }) => ({ postId, staffId, phase, body: text, createdAt: at })),
  )
  for (const rows of slices(entries)) await tx.insert(updates).values(rows)
}

function among(column: AnyPgColumn, list: readonly { id: string }[]): SQL {
  return sql`${column} = any(${sql.param(list.map(each => each.id))}::text[])`
}

function* slices<T>(list: readonly T[]): Generator<T[]> {
  for (let i = 0; i < list.length; i += rowsAtOnce) yield list.slice(i, i + rowsAtOnce)
}

function slugOf(kind: string, at: Date, id: string): string {
  return `${at.toISOString().slice(0, 10)}-${kind}-${id}`
}

function lastOf(list: readonly Date[]): Date {
  return new Date(Math.max(...list.map(at => at.getTime())))
}
