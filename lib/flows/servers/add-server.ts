import { isIP } from 'node:net'
import type { Database } from '#db/client.ts'
import { areTargets } from '#db/reads/subscribers/subscribing.ts'
import { insertServer, readNameHolder } from '#db/writes/servers/servers.ts'
import { type NamingResult, nameServer } from '#lib/flows/alerts/name-server.ts'

export type AddedServer = {
  /** The name in normal form under which alerts wait; it may differ from the host name. */
  name: string
  /** In normal form: the address of its page. */
  hostname: string
  label: string
  groupId: string | null
  staffId: string
}

/**
 * Adds a server for a name of the unmatched inbox, and judges what waited under it.
 * Returns null when a server is called so already or was once, or the group is gone.
 */
export function addServer(db: Database, server: AddedServer, now: Date): Promise<NamingResult | null> {
  const { name, hostname, label, groupId, staffId } = server
  const isOther = name !== hostname
  const row = {
    hostname,
    label,
    groupId,
    aliases: isOther && !isIP(name) ? [name] : [],
    ips: isIP(name) ? [name] : [],
  }
  return nameServer(db, { name, staffId, action: 'add-server' }, now, async tx => {
    if (groupId && !(await areTargets(tx, [{ is: 'group', id: groupId }]))) return null
    if (await readNameHolder(tx, hostname)) return null
    const id = await insertServer(tx, row, now)
    return id ? { id, hostname } : null
  })
}
