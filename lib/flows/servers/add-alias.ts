import { isIP } from 'node:net'
import type { Database } from '#db/client.ts'
import { insertName } from '#db/writes/servers/servers.ts'
import { type NamingResult, nameServer } from '#lib/flows/alerts/name-server.ts'

export type Alias = {
  /** In normal form. */
  name: string
  serverId: string
  staffId: string
}

/**
 * Says that a name of the unmatched inbox means a server that exists, and judges what waited under it.
 * Returns null when a server is called so already, or the server is gone.
 */
export function addAlias(
  db: Database,
  { name, serverId, staffId }: Alias,
  now: Date,
): Promise<NamingResult | null> {
  return nameServer(db, { name, staffId, action: 'add-alias' }, now, async tx => {
    const hostname = await insertName(tx, serverId, isIP(name) ? 'ips' : 'aliases', name)
    return hostname ? { id: serverId, hostname } : null
  })
}
