import { and, desc, eq, gt, isNotNull } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { maintenance, maintenanceServers } from '#db/schema/maintenance.ts'
import { servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'

/** Work that an agent says makes its own server slow, as staff see it. */
export type DeskOwnWork = {
  id: string
  title: string
  startsAt: Date
  endsAt: Date
  server: { id: string; label: string }
  source: { id: string; name: string }
}

const mostShown = 100

/** What agents say now, the last begun first. */
export function readOwnWorks(db: Database, now: Date): Promise<DeskOwnWork[]> {
  const { id, title, startsAt, endsAt, sourceId } = maintenance
  return db
    .select({
      id,
      title,
      startsAt,
      endsAt,
      server: { id: servers.id, label: servers.label },
      source: { id: sources.id, name: sources.name },
    })
    .from(maintenance)
    .innerJoin(sources, eq(sources.id, sourceId))
    .innerJoin(maintenanceServers, eq(maintenanceServers.maintenanceId, id))
    .innerJoin(servers, eq(servers.id, maintenanceServers.serverId))
    .where(and(isNotNull(sourceId), gt(endsAt, now)))
    .orderBy(desc(startsAt), id)
    .limit(mostShown)
}
