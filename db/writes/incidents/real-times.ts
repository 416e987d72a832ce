import { and, eq, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { updates } from '#db/schema/update.ts'
import type { RealTimes, ServerTimes } from '#lib/rules/incidents/real-times.ts'
import { TimelineFacts } from '#lib/rules/incidents/timeline-facts.ts'

export type NewTitle = Pick<
  typeof posts.$inferSelect,
  'title' | 'titleFacts' | 'summary' | 'language' | 'translations'
>

/** A person calls an incident otherwise: it keeps that name. */
export async function writeTitle(tx: Transaction, postId: string, title: NewTitle, now: Date): Promise<void> {
  await tx
    .update(posts)
    .set({ ...title, updatedAt: now, touchedAt: now })
    .where(eq(posts.id, postId))
}

/** An incident and its servers really began and ended so, and so says what Allclear noted of its end. */
export async function writeRealTimes(
  tx: Transaction,
  postId: string,
  { startedAt, endedAt }: RealTimes,
  servers: readonly ServerTimes[],
  now: Date,
): Promise<void> {
  // Where it has servers their times say when it was over.
  const resolved = endedAt && servers.length === 0 ? { resolvedAt: endedAt } : {}
  await tx
    .update(posts)
    .set({ startedAt, updatedAt: now, ...resolved })
    .where(eq(posts.id, postId))
  for (const { serverId, since, until } of servers)
    await tx
      .update(affectedServers)
      .set({
        since,
        until: sql`coalesce(${until?.toISOString() ?? null}::timestamptz, ${affectedServers.until})`,
      })
      .where(and(eq(affectedServers.postId, postId), eq(affectedServers.serverId, serverId)))
  await renote(tx, postId, servers)
}

async function renote(tx: Transaction, postId: string, servers: readonly ServerTimes[]): Promise<void> {
  const rows = await tx
    .select({ id: updates.id, facts: updates.facts })
    .from(updates)
    .where(and(eq(updates.postId, postId), sql`${updates.facts}->>'is' = 'over'`))
    .for('update')
  for (const { id, facts: stored } of rows) {
    const facts = TimelineFacts.parse(stored)
    if (facts.is !== 'over') continue
    const named = facts.servers.map(server => {
      const real = servers.find(each => each.serverId === server.id)
      const until = real?.until?.toISOString() ?? server.until
      return { ...server, since: real?.since.toISOString() ?? server.since, until }
    })
    await tx
      .update(updates)
      .set({ facts: { ...facts, servers: named } })
      .where(eq(updates.id, id))
  }
}
