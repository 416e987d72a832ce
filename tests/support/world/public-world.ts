import type { Database } from '#db/client.ts'
import { maintenance, maintenanceServers } from '#db/schema/maintenance.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { updates } from '#db/schema/update.ts'
import type { Cause, Impact } from '#lib/rules/servers/status.ts'
import { later } from '#lib/rules/time/time.ts'

export const now = new Date('2026-03-10T14:30:00Z')
export const ago = (minutes: number) => later(now, -minutes * 60)

/** An incident on servers by their ids, as it is twenty minutes after its beginning; its words name it. */
export async function incident(
  db: Database,
  id: string,
  rows: Record<string, [Impact, Cause]>,
  visibility: 'published' | 'held' | 'draft' = 'published',
) {
  const publishedAt = visibility === 'published' ? ago(20) : null
  await db.insert(posts).values({
    id,
    slug: id,
    kind: 'incident',
    title: `title of ${id}`,
    visibility,
    phase: 'investigating',
    startedAt: ago(20),
    publishedAt,
    nextUpdateAt: later(now, 600),
  })
  await db.insert(updates).values({ postId: id, phase: 'investigating', body: `words of ${id}` })
  for (const [serverId, [impact, cause]] of Object.entries(rows))
    await db.insert(affectedServers).values({ postId: id, serverId, impact, cause, since: ago(20) })
}

/** Maintenance of one server that began ten minutes ago and goes on for an hour. */
export async function planned(db: Database, id: string, serverId: string, visibility: 'published' | 'draft') {
  const publishedAt = visibility === 'published' ? ago(90) : null
  await db.insert(posts).values({
    id,
    slug: id,
    kind: 'maintenance',
    title: `title of ${id}`,
    visibility,
    phase: 'scheduled',
    startedAt: ago(10),
    publishedAt,
  })
  const times = { startsAt: ago(10), endsAt: later(now, 3600) }
  await db.insert(maintenance).values({ id, postId: id, kind: 'maintenance', title: id, ...times })
  await db.insert(maintenanceServers).values({ maintenanceId: id, serverId, ...times })
}
