import { and, arrayContains, eq, isNull, or } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { servers } from '#db/schema/server.ts'

/** The host name of the server in use that is called this by its host name, an alias or an address, or null. */
export async function readNameHolder(tx: Transaction, name: string): Promise<string | null> {
  const [row] = await tx
    .select({ hostname: servers.hostname })
    .from(servers)
    .where(and(isNull(servers.retiredAt), isCalled(name)))
    .limit(1)
  return row?.hostname ?? null
}

function isCalled(name: string) {
  return or(
    eq(servers.hostname, name),
    arrayContains(servers.aliases, [name]),
    arrayContains(servers.formerNames, [name]),
    arrayContains(servers.ips, [name]),
  )
}
