import { and, eq, isNull, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { alerts } from '#db/schema/alert.ts'
import { affectedServers } from '#db/schema/post.ts'
import { updates } from '#db/schema/update.ts'
import { TimelineFacts } from '#lib/rules/incidents/timeline-facts.ts'

/** Whether an alert that is open speaks of a server of an incident; locked until the transaction ends. */
export async function hasOpenAlert(tx: Transaction, postId: string, serverId: string): Promise<boolean> {
  const open = await tx
    .select({ id: alerts.id })
    .from(alerts)
    .where(and(eq(alerts.postId, postId), eq(alerts.serverId, serverId), isNull(alerts.closedAt)))
    .for('update')
  return open.length > 0
}

/** A server was never part of an incident, and what Allclear noted of the end does not name it. */
export async function removeAffected(tx: Transaction, postId: string, serverId: string): Promise<void> {
  const own = and(eq(affectedServers.postId, postId), eq(affectedServers.serverId, serverId))
  await tx.delete(affectedServers).where(own)
  await tx
    .update(alerts)
    .set({ postId: null })
    .where(and(eq(alerts.postId, postId), eq(alerts.serverId, serverId)))
  const ends = await tx
    .select({ id: updates.id, facts: updates.facts })
    .from(updates)
    .where(and(eq(updates.postId, postId), sql`${updates.facts}->>'is' = 'over'`))
    .for('update')
  for (const { id, facts: stored } of ends) {
    const facts = TimelineFacts.parse(stored)
    if (facts.is !== 'over') continue
    const named = facts.servers.filter(server => server.id !== serverId)
    await tx
      .update(updates)
      .set({ facts: { ...facts, servers: named } })
      .where(eq(updates.id, id))
  }
}
