import { isNull, sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { servers } from '#db/schema/server.ts'

type ServerRow = typeof servers.$inferSelect

export type ServerNames = Pick<ServerRow, 'id' | 'hostname' | 'aliases' | 'formerNames' | 'ips'> & {
  isRetired: boolean
}

/** All servers with what they are called, as it is stored. */
export function readServerNames(db: Database): Promise<ServerNames[]> {
  const { id, hostname, aliases, formerNames, ips, retiredAt } = servers
  const isRetired = sql<boolean>`${retiredAt} is not null`
  return db.select({ id, hostname, aliases, formerNames, ips, isRetired }).from(servers)
}

/** Another text whenever any server is another: made of the versions of all rows, which the database gives to whatever is written. */
export const serversVersion = sql<string>`(select count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) from servers)`

/** That text by itself. */
export async function readServersVersion(db: Database): Promise<string> {
  const { rows } = await db.execute<{ version: string }>(sql`select ${serversVersion} as version`)
  return rows[0]?.version ?? ''
}

/** Whether any server is in service. */
export async function hasAnyServer(db: Database): Promise<boolean> {
  const rows = await db.select({ id: servers.id }).from(servers).where(isNull(servers.retiredAt)).limit(1)
  return rows.length > 0
}
