import { asc, isNull } from 'drizzle-orm'
import { type Database, getDatabase, type Transaction } from '#db/client.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import { servers } from '#db/schema/server.ts'
import { type ServerBanner, serverBanner } from '#lib/rules/servers/banner.ts'
import type { BoardServer } from '#lib/rules/servers/board.ts'
import type { FindableServer } from '#lib/rules/servers/server-query.ts'
import { careOf, type PublicStatus, readPublicStatus, withStatus } from './public-status.ts'

/** A server with what it is found by, and its sentence. */
export type FoundServer = FindableServer & BoardServer & { banner: ServerBanner }

/** All servers in service, as the domain box finds them. */
export function readFindable(now: Date, db: Database = getDatabase()): Promise<FoundServer[]> {
  return readSnapshot(db, async tx => {
    const status = await readPublicStatus(tx, now)
    const rows = await readRows(tx)
    return rows.map(row => describe(row, status))
  })
}

function readRows(tx: Transaction) {
  return tx
    .select()
    .from(servers)
    .where(isNull(servers.retiredAt))
    .orderBy(asc(servers.position), asc(servers.label))
}

function describe(row: typeof servers.$inferSelect, status: PublicStatus): FoundServer {
  const server = withStatus(row, status)
  const { ips } = row
  const aliases = [...row.aliases, ...row.formerNames]
  return { ...server, aliases, ips, banner: serverBanner(row.label, server.status, careOf(server, status)) }
}
