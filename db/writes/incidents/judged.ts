import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { alerts } from '#db/schema/alert.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { updates } from '#db/schema/update.ts'
import { causeOfJudged, type JudgedImpact } from '#lib/rules/incidents/judgement.ts'
import type { TimelineFacts } from '#lib/rules/incidents/timeline-facts.ts'
import type { PostPhase } from '#lib/rules/posts/post.ts'
import type { Cause, Impact } from '#lib/rules/servers/status.ts'

export type JudgedServer = {
  serverId: string
  impact: JudgedImpact
  isTold: boolean
  cause: Cause | null
  judgedOver: Impact | null
}

/** Keeps what a person said that a server of an incident is in. cause: what it has already; null: the impact says it. */
export async function writeJudgement(
  tx: Transaction,
  postId: string,
  { serverId, impact, isTold, cause, judgedOver }: JudgedServer,
  now: Date,
): Promise<void> {
  const judged = {
    impact,
    cause: cause ?? causeOfJudged(impact),
    since: now,
    until: null,
    clearedAt: null,
    endedAt: null,
    isIntermittent: false,
    judgedOver,
    judgedImpact: impact,
    judgedAt: now,
    isJudgedQuietly: !isTold,
  }
  await tx
    .insert(affectedServers)
    .values({ postId, serverId, ...judged })
    .onConflictDoUpdate({ target: [affectedServers.postId, affectedServers.serverId], set: judged })
}

/**
 * A person said that a server is well: its trouble is over. Where nobody was told and no alert speaks of it, it was never
 * part of the incident.
 */
export async function writeWell(
  tx: Transaction,
  postId: string,
  { serverId, judgedOver }: { serverId: string; judgedOver: Impact },
  now: Date,
): Promise<void> {
  const own = and(eq(affectedServers.postId, postId), eq(affectedServers.serverId, serverId))
  const unheard = await tx
    .delete(affectedServers)
    .where(
      and(
        own,
        isNull(affectedServers.announcedAt),
        sql`not exists (select from ${alerts} where ${alerts.postId} = ${postId} and ${alerts.serverId} = ${serverId})`,
      ),
    )
    .returning({ id: affectedServers.serverId })
  if (unheard.length > 0) return
  await tx
    .update(affectedServers)
    .set({
      endedAt: now,
      clearedAt: sql`coalesce(${affectedServers.clearedAt}, ${now.toISOString()}::timestamptz)`,
      until: sql`coalesce(${affectedServers.until}, ${now.toISOString()}::timestamptz)`,
      isIntermittent: false,
      judgedOver,
      judgedImpact: 'operational',
      judgedAt: now,
    })
    .where(own)
}

/** A person is on an open public incident, of which nothing is told before tellFrom. Returns false when it is over or not public. */
export async function touchIncident(
  tx: Transaction,
  postId: string,
  { staffId, tellFrom }: { staffId: string; tellFrom: Date | null },
  now: Date,
): Promise<boolean> {
  const rows = await tx
    .update(posts)
    .set({
      tellFrom,
      updatedAt: now,
      acknowledgedAt: sql`coalesce(${posts.acknowledgedAt}, ${now.toISOString()}::timestamptz)`,
      acknowledgedBy: sql`coalesce(${posts.acknowledgedBy}, ${staffId})`,
    })
    .where(
      and(
        eq(posts.id, postId),
        eq(posts.kind, 'incident'),
        eq(posts.visibility, 'published'),
        isNull(posts.resolvedAt),
      ),
    )
    .returning({ id: posts.id })
  return rows.length > 0
}

/** What Allclear notes of a change that a person made. */
export async function insertNoted(
  tx: Transaction,
  postId: string,
  entries: readonly { phase: PostPhase; facts: TimelineFacts }[],
  now: Date,
): Promise<void> {
  if (entries.length > 0)
    await tx.insert(updates).values(entries.map(entry => ({ ...entry, postId, createdAt: now })))
}
