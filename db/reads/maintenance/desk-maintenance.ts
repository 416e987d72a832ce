import { and, asc, eq, gt, isNull } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { maintenance, maintenanceServers } from '#db/schema/maintenance.ts'
import { posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import type { MaintenanceKind } from '#lib/rules/maintenance/maintenance.ts'

/** Work as staff see it. */
export type DeskMaintenance = {
  postId: string
  slug: string
  kind: MaintenanceKind
  title: string
  startsAt: Date
  endsAt: Date
  isQuiet: boolean
  plannedToldAt: Date | null
  startToldAt: Date | null
  labels: string[]
}

/** Work that runs or is planned, by its start. */
export async function readDeskMaintenance(db: Database, now: Date): Promise<DeskMaintenance[]> {
  const rows = await db
    .select({ period: maintenance, slug: posts.slug, label: servers.label })
    .from(maintenance)
    .innerJoin(posts, eq(posts.id, maintenance.postId))
    .innerJoin(maintenanceServers, eq(maintenanceServers.maintenanceId, maintenance.id))
    .innerJoin(servers, eq(servers.id, maintenanceServers.serverId))
    .where(and(gt(maintenance.endsAt, now), isNull(maintenance.completedAt)))
    .orderBy(asc(maintenance.startsAt), asc(maintenance.id), asc(servers.label))
  return [...Map.groupBy(rows, row => row.period.id).values()].flatMap(own =>
    own.slice(0, 1).flatMap(({ period: { postId, ...period }, slug }) => {
      return postId ? [{ ...period, postId, slug, labels: own.map(row => row.label) }] : []
    }),
  )
}
