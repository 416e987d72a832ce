import { and, eq, inArray, isNull, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { alerts } from '#db/schema/alert.ts'
import { comments } from '#db/schema/comment.ts'
import { statusHistory } from '#db/schema/history.ts'
import { notices } from '#db/schema/notice.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { containmentLog } from '#db/schema/security/measure.ts'
import { subscriptions } from '#db/schema/subscriber.ts'
import { updates } from '#db/schema/update.ts'
import type { Affected } from '#lib/rules/incidents/incident.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import type { PostTranslations } from '#lib/rules/languages/translation.ts'

const isOpenIncident = and(
  eq(posts.kind, 'incident'),
  eq(posts.visibility, 'published'),
  isNull(posts.resolvedAt),
)

/** Open public incidents among these, locked until the transaction ends. */
export async function lockOpenIncidents(tx: Transaction, ids: readonly string[]) {
  return tx
    .select()
    .from(posts)
    .where(and(inArray(posts.id, [...ids]), isOpenIncident))
    .orderBy(posts.id)
    .for('update')
}

/** All that belongs to an incident belongs to another one from now on: alerts, entries, notices, comments, measures, who asked for its end. */
export async function moveBelongings(tx: Transaction, from: string, to: string): Promise<void> {
  for (const table of [alerts, updates, notices, comments, statusHistory, containmentLog])
    await tx.update(table).set({ postId: to }).where(eq(table.postId, from))
  // What an entry of either would put back is no more: one of them is gone, the other is both.
  await tx.update(updates).set({ before: null }).where(eq(updates.postId, to))
  await tx.execute(sql`
    delete from ${subscriptions} mine where mine.post_id = ${from} and exists (
      select from ${subscriptions} other
      where other.post_id = ${to} and other.subscriber_id = mine.subscriber_id)`)
  await tx.update(subscriptions).set({ postId: to }).where(eq(subscriptions.postId, from))
}

/** The servers of an incident are these from now on. */
export async function replaceAffected(
  tx: Transaction,
  postId: string,
  rows: readonly Affected[],
): Promise<void> {
  await tx.delete(affectedServers).where(eq(affectedServers.postId, postId))
  if (rows.length > 0)
    await tx.insert(affectedServers).values(rows.map(row => ({ ...columnsOf(row), postId })))
}

type PostTimes = { startedAt: Date; nextUpdateAt: Date | null; lastNoticeAt: Date | null }

/** Two incidents are one from now on: the address of the first leads to the other. */
export async function writeMerger(
  tx: Transaction,
  { from, into, staffId }: { from: string; into: string; staffId: string },
  times: PostTimes,
  now: Date,
): Promise<void> {
  await tx
    .update(posts)
    .set({
      visibility: 'draft',
      resolvedAt: now,
      nextUpdateAt: null,
      mergedIntoId: into,
      updatedAt: now,
    })
    .where(eq(posts.id, from))
  // Whoever was led to the first is led on.
  await tx.update(posts).set({ mergedIntoId: into }).where(eq(posts.mergedIntoId, from))
  await tx
    .update(posts)
    .set({ ...times, updatedAt: now, touchedAt: now, acknowledgedAt: now, acknowledgedBy: staffId })
    .where(eq(posts.id, into))
}

export type SplitPost = {
  id: string
  from: typeof posts.$inferSelect
  title: string
  summary: string
  language: Language
  translations: PostTranslations
  startedAt: Date
  staffId: string
}

/** Makes the incident that some servers of another one are from now on. Returns false when this very one is there already. */
export async function insertSplit(
  tx: Transaction,
  { id, from, title, summary, language, translations, startedAt, staffId }: SplitPost,
  now: Date,
): Promise<boolean> {
  const made = await tx
    .insert(posts)
    .values({
      id,
      title,
      summary,
      language,
      translations,
      startedAt,
      slug: `${startedAt.toISOString().slice(0, 10)}-incident-${id}`,
      kind: 'incident',
      visibility: 'published',
      phase: from.phase,
      cause: from.cause,
      publishedAt: now,
      createdAt: now,
      updatedAt: now,
      touchedAt: now,
      acknowledgedAt: now,
      acknowledgedBy: staffId,
      nextUpdateAt: from.nextUpdateAt,
      lastNoticeAt: from.lastNoticeAt,
      breaker: from.breaker,
      splitFromId: from.id,
    })
    .onConflictDoNothing()
    .returning({ id: posts.id })
  return made.length > 0
}

/** Some servers of an incident, with their alerts, belong to another one from now on. */
export async function moveAffected(
  tx: Transaction,
  from: string,
  to: string,
  serverIds: readonly string[],
): Promise<void> {
  for (const table of [affectedServers, alerts, statusHistory])
    await tx
      .update(table)
      .set({ postId: to })
      .where(and(eq(table.postId, from), inArray(table.serverId, [...serverIds])))
}

function columnsOf(row: Affected): Affected {
  const { serverId, impact, cause, since, until, clearedAt, endedAt, isIntermittent } = row
  const { announcedImpact, isAnnouncedIntermittent, announcedAt, staffToldAt } = row
  const { judgedImpact, judgedAt, judgedOver, isJudgedQuietly } = row
  return {
    serverId,
    impact,
    cause,
    since,
    until,
    clearedAt,
    endedAt,
    isIntermittent,
    announcedImpact,
    isAnnouncedIntermittent,
    announcedAt,
    staffToldAt,
    judgedImpact,
    judgedAt,
    judgedOver,
    isJudgedQuietly,
  }
}
