import { isNull } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { servers } from '#db/schema.ts'
import type { NamedServer } from '#lib/rules/server-match.ts'

/** All servers in use, with the names and addresses by which callers may mean them, as they are stored. */
export function readNamedServers(db: Database | Transaction): Promise<NamedServer[]> {
  const { id, hostname, aliases, ips } = servers
  return db.select({ id, hostname, aliases, ips }).from(servers).where(isNull(servers.retiredAt))
}

export type CalledServer = { id: string; hostname: string; label: string }

/** The servers in use, by what staff call them. */
export function readServersByLabel(db: Database | Transaction): Promise<CalledServer[]> {
  const { id, hostname, label } = servers
  return db.select({ id, hostname, label }).from(servers).where(isNull(servers.retiredAt)).orderBy(label)
}
