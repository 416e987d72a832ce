import { and, eq, gt, isNull } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { alerts } from '#db/schema/alert.ts'
import { notices } from '#db/schema/notice.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { causeOfJudged, type JudgedImpact } from '#lib/rules/incidents/judgement.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import type { PostTranslations } from '#lib/rules/languages/translation.ts'

export type DeclaredServer = { id: string; impact: JudgedImpact }

export type DeclaredIncident = {
  id: string
  staffId: string
  title: string
  summary: string
  language: Language
  translations: PostTranslations
  groupId: string | null
  startedAt: Date
  /** It is over already since then; null: it is open. */
  endedAt: Date | null
  nextUpdateAt: Date | null
  tellFrom: Date | null
  isTold: boolean
  /** No person is on it. */
  isByProgram?: boolean
  servers: readonly DeclaredServer[]
}

/** Makes an incident that a person states. Returns false when this very one is there already. */
export async function insertDeclared(
  tx: Transaction,
  incident: DeclaredIncident,
  now: Date,
): Promise<boolean> {
  const {
    id,
    staffId,
    title,
    summary,
    language,
    translations,
    groupId,
    startedAt,
    endedAt,
    nextUpdateAt,
    tellFrom,
    isByProgram = false,
  } = incident
  const made = await tx
    .insert(posts)
    .values({
      id,
      title,
      summary,
      language,
      translations,
      groupId,
      startedAt,
      nextUpdateAt,
      tellFrom,
      slug: `${startedAt.toISOString().slice(0, 10)}-incident-${id}`,
      kind: 'incident',
      visibility: 'published',
      phase: endedAt ? 'resolved' : 'investigating',
      publishedAt: now,
      resolvedAt: endedAt,
      createdAt: now,
      updatedAt: now,
      touchedAt: now,
      programTouchedAt: isByProgram ? now : null,
      acknowledgedAt: isByProgram ? null : now,
      acknowledgedBy: isByProgram ? null : staffId,
    })
    .onConflictDoNothing()
    .returning({ id: posts.id })
  if (made.length === 0) return false
  if (incident.servers.length > 0)
    await tx.insert(affectedServers).values(incident.servers.map(server => rowOf(incident, server, now)))
  return true
}

function rowOf(
  { id: postId, startedAt: since, endedAt, isTold }: DeclaredIncident,
  server: DeclaredServer,
  now: Date,
) {
  return {
    postId,
    since,
    endedAt,
    serverId: server.id,
    impact: server.impact,
    cause: causeOfJudged(server.impact),
    until: endedAt,
    clearedAt: endedAt,
    judgedImpact: server.impact,
    judgedAt: now,
    isJudgedQuietly: !isTold,
  }
}

/**
 * Takes a declared incident from readers while nothing of it was told: alerts that have joined it are free again. Returns
 * false when it is too late, or not public any more.
 */
export async function withdrawDeclared(tx: Transaction, postId: string, now: Date): Promise<boolean> {
  const taken = await tx
    .update(posts)
    .set({ visibility: 'draft', resolvedAt: now, nextUpdateAt: null, updatedAt: now })
    .where(
      and(
        eq(posts.id, postId),
        eq(posts.kind, 'incident'),
        eq(posts.visibility, 'published'),
        isNull(posts.cause),
        isNull(posts.resolvedAt),
        isNull(posts.lastNoticeAt),
        gt(posts.tellFrom, now),
        eq(posts.publishedAt, posts.createdAt),
      ),
    )
    .returning({ id: posts.id })
  if (taken.length === 0) return false
  await tx
    .update(affectedServers)
    .set({ endedAt: now, clearedAt: now, until: now })
    .where(eq(affectedServers.postId, postId))
  await tx.update(alerts).set({ postId: null }).where(eq(alerts.postId, postId))
  await tx.delete(notices).where(and(eq(notices.postId, postId), isNull(notices.plannedAt)))
  return true
}
