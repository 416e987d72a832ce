import { isNull } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { servers } from '#db/schema/server.ts'

export type ServerNames = Pick<typeof servers.$inferSelect, 'id' | 'hostname' | 'aliases' | 'ips'>

/** All servers in service with what they are called, as it is stored. */
export function readServerNames(db: Database): Promise<ServerNames[]> {
  const { id, hostname, aliases, ips } = servers
  return db.select({ id, hostname, aliases, ips }).from(servers).where(isNull(servers.retiredAt))
}

/** Whether any server is in service. */
export async function hasAnyServer(db: Database): Promise<boolean> {
  const rows = await db.select({ id: servers.id }).from(servers).where(isNull(servers.retiredAt)).limit(1)
  return rows.length > 0
}
