import { and, asc, gte, inArray } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import { statusHistory } from '#db/schema/history.ts'
import type { StatusChange } from '#lib/rules/servers/history.ts'
import { type BrandServer, readBrandServers } from './brand-servers.ts'

/** What became of a brand's servers since then, each in order of time. */
export function readBrandHistory(
  db: Database,
  brandId: string,
  since: Date,
): Promise<{ server: BrandServer; changes: StatusChange[] }[]> {
  return readSnapshot(db, async tx => {
    const servers = await readBrandServers(tx, brandId)
    const { serverId, at, impact, cause, sequence } = statusHistory
    const ids = servers.map(({ id }) => id)
    const rows = await tx
      .select({ serverId, at, impact, cause })
      .from(statusHistory)
      .where(and(inArray(serverId, ids), gte(at, since)))
      .orderBy(asc(at), asc(sequence))
    const changes = Map.groupBy(rows, row => row.serverId)
    return servers.map(server => ({
      server,
      changes: (changes.get(server.id) ?? []).map(({ serverId: _, ...change }) => change),
    }))
  })
}
