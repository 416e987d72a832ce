import { and, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'

/** isByProgram: no person is on it. */
type ReopenedPost = { postId: string; staffId: string; isTold: boolean; isByProgram?: boolean }

/**
 * An incident that was resolved after since is open again, on the servers that it ended with. isTold: customers of these are
 * told that it goes on. Returns false when it is not over, or for too long.
 */
export async function reopenPost(
  tx: Transaction,
  { postId, staffId, isTold, isByProgram = false }: ReopenedPost,
  since: Date,
  now: Date,
): Promise<boolean> {
  const [post] = await tx
    .select({ resolvedAt: posts.resolvedAt })
    .from(posts)
    .where(
      and(
        eq(posts.id, postId),
        eq(posts.kind, 'incident'),
        eq(posts.visibility, 'published'),
        gt(posts.resolvedAt, since),
      ),
    )
    .for('update')
  if (!post?.resolvedAt) return false
  await tx
    .update(posts)
    .set({
      phase: 'investigating',
      resolvedAt: null,
      resolutionProposedAt: null,
      touchedAt: now,
      updatedAt: now,
      programTouchedAt: isByProgram ? now : null,
      acknowledgedAt: isByProgram ? null : now,
      acknowledgedBy: isByProgram ? null : staffId,
      tellFrom: null,
      breaker: null,
    })
    .where(eq(posts.id, postId))
  await reopenServers(tx, postId, isTold, now)
  return true
}

/** Those that a person took out before the end stay out, as do those that are out of service since. */
async function reopenServers(tx: Transaction, postId: string, isTold: boolean, now: Date): Promise<void> {
  const { endedAt, impact, judgedImpact, announcedImpact, announcedAt } = affectedServers
  const lastEnd = sql`(select max(other.ended_at) from ${affectedServers} other where other.post_id = ${postId})`
  const at = sql`${now.toISOString()}::timestamptz`
  const inService = tx.select({ id: servers.id }).from(servers).where(isNull(servers.retiredAt))
  await tx
    .update(affectedServers)
    .set({
      endedAt: null,
      clearedAt: null,
      until: null,
      judgedImpact: impact,
      judgedAt: now,
      judgedOver: impact,
      isJudgedQuietly: !isTold,
      // The entry that says so is their notice.
      announcedImpact: isTold ? sql`${impact}` : announcedImpact,
      announcedAt: isTold ? at : announcedAt,
    })
    .where(
      and(
        eq(affectedServers.postId, postId),
        eq(endedAt, lastEnd),
        sql`${judgedImpact} is distinct from 'operational'`,
        inArray(affectedServers.serverId, inService),
      ),
    )
}

/** Takes back that an incident was resolved at that very moment, of which nothing is told yet: all is as it was. */
export async function unresolve(tx: Transaction, postId: string, resolvedAt: Date): Promise<void> {
  const rows = await tx
    .update(posts)
    .set({ resolvedAt: null, tellFrom: null })
    .where(and(eq(posts.id, postId), eq(posts.resolvedAt, resolvedAt)))
    .returning({ id: posts.id })
  if (rows.length === 0) return
  const at = sql`${resolvedAt.toISOString()}::timestamptz`
  const { endedAt, clearedAt, until } = affectedServers
  await tx
    .update(affectedServers)
    .set({ endedAt: null, clearedAt: sql`nullif(${clearedAt}, ${at})`, until: sql`nullif(${until}, ${at})` })
    .where(and(eq(affectedServers.postId, postId), eq(endedAt, resolvedAt)))
}
