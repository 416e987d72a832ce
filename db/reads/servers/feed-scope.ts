import { desc, eq, isNull, or, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { groups, servers } from '#db/schema/server.ts'

/** What a feed or a calendar is of. key: it stays when names change; name: as readers know it; path: its page. */
export type FeedScope = { key: string; name: string; path: string; serverIds: string[] }

/** A server by its host name; where it had that name before, the one that it has now; null: nobody has it. */
export async function readServerScope(
  tx: Transaction,
  name: string,
): Promise<FeedScope | { movedTo: string } | null> {
  const { id, hostname, label, aliases, formerNames, retiredAt } = servers
  const [row] = await tx
    .select({ id, hostname, label })
    .from(servers)
    .where(or(eq(hostname, name), sql`${name} = any(${aliases} || ${formerNames})`))
    // Of several that were called so, the one that is in service counts, and last the one that it is the name of.
    .orderBy(desc(eq(hostname, name)), desc(isNull(retiredAt)), id)
    .limit(1)
  if (!row) return null
  if (row.hostname !== name) return { movedTo: row.hostname }
  return { key: `servers/${row.id}`, name: row.label, path: `/servers/${row.hostname}`, serverIds: [row.id] }
}

/** A group with all servers that are in it; null: there is none with this address. */
export async function readGroupScope(tx: Transaction, slug: string): Promise<FeedScope | null> {
  const [group] = await tx.select().from(groups).where(eq(groups.slug, slug))
  if (!group) return null
  const members = await tx.select({ id: servers.id }).from(servers).where(eq(servers.groupId, group.id))
  return {
    key: `groups/${group.id}`,
    name: group.name,
    path: `/groups/${group.slug}`,
    serverIds: members.map(({ id }) => id),
  }
}
