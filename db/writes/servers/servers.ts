import { and, arrayContains, eq, isNull, not, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { servers } from '#db/schema/server.ts'

/** "serv" as a number: the key of the advisory lock of whoever changes what servers are called. */
const serversKey = 0x73_65_72_76

/** Waits until this transaction alone may change what servers are called, and holds that until it ends. */
export async function lockServers(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${serversKey})`)
}

export type NewServer = {
  hostname: string
  label: string
  aliases: string[]
  ips: string[]
  groupId: string | null
}

/** Adds a server as the last of its group. Returns its id, or null when a server has or had this host name. */
export async function insertServer(tx: Transaction, server: NewServer, now: Date): Promise<string | null> {
  const inGroup = server.groupId ? eq(servers.groupId, server.groupId) : isNull(servers.groupId)
  const position = sql<number>`(select coalesce(max(${servers.position}) + 1, 0) from ${servers} where ${inGroup})`
  const [row] = await tx
    .insert(servers)
    .values({ ...server, position, createdAt: now })
    .onConflictDoNothing({ target: servers.hostname })
    .returning({ id: servers.id })
  return row?.id ?? null
}

/** Lets callers mean a server in use by one more name or address. Returns its host name, or null: no such server, or called so already. */
export async function insertName(
  tx: Transaction,
  serverId: string,
  column: 'aliases' | 'ips',
  name: string,
): Promise<string | null> {
  const names = servers[column]
  const [row] = await tx
    .update(servers)
    .set({ [column]: sql`array_append(${names}, ${name})` })
    .where(and(eq(servers.id, serverId), isNull(servers.retiredAt), not(arrayContains(names, [name]))))
    .returning({ hostname: servers.hostname })
  return row?.hostname ?? null
}
