import { isNull } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { servers } from '#db/schema.ts'
import type { NamedServer } from '#lib/rules/server-match.ts'

/** All servers in use, with the names and addresses by which callers may mean them, as they are stored. */
export function readNamedServers(db: Database): Promise<NamedServer[]> {
  const { id, hostname, aliases, ips } = servers
  return db.select({ id, hostname, aliases, ips }).from(servers).where(isNull(servers.retiredAt))
}
