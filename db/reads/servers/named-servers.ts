import { and, eq, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { groups, servers } from '#db/schema/server.ts'

/** The servers in service that these host names, aliases, or names of groups mean, each once. */
export async function readNamedServers(
  tx: Transaction,
  names: readonly string[],
  groupNames: readonly string[],
): Promise<{ id: string; label: string; hostname: string }[]> {
  const { id, label, hostname, aliases, formerNames, groupId } = servers
  const ofGroups = tx
    .select({ id: groups.id })
    .from(groups)
    .where(inArray(groups.name, [...groupNames]))
  return tx
    .select({ id, label, hostname })
    .from(servers)
    .where(
      sql`${servers.retiredAt} is null and ${or(
        inArray(hostname, [...names]),
        sql`${aliases} && ${sql.param([...names])}::text[]`,
        sql`${formerNames} && ${sql.param([...names])}::text[]`,
        inArray(groupId, ofGroups),
      )}`,
    )
    .orderBy(label)
}

/** These servers by name, in service or not. */
export async function readServersById(
  db: Database | Transaction,
  ids: readonly string[],
): Promise<{ id: string; label: string; hostname: string }[]> {
  const { id, label, hostname } = servers
  return db
    .select({ id, label, hostname })
    .from(servers)
    .where(inArray(id, [...ids]))
    .orderBy(label)
}

/** A server in service by its id; null: there is none. */
export async function readServerInService(
  db: Database | Transaction,
  serverId: string,
): Promise<{ id: string; label: string; hostname: string } | null> {
  const { id, label, hostname, retiredAt } = servers
  const [server] = await db
    .select({ id, label, hostname })
    .from(servers)
    .where(and(eq(id, serverId), isNull(retiredAt)))
  return server ?? null
}
