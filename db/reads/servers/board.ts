import { asc } from 'drizzle-orm'
import { type Database, getDatabase } from '#db/client.ts'
import { type OpenPost, readOpenPosts } from '#db/reads/posts/open-posts.ts'
import { type ListedPost, readPosts } from '#db/reads/posts/post-list.ts'
import { readPublic } from '#db/reads/snapshot.ts'
import { groups } from '#db/schema/server.ts'
import { type SiteBanner, siteBanner } from '#lib/rules/servers/banner.ts'
import { arrangeBoard, type BoardGroup, type BoardServer } from '#lib/rules/servers/board.ts'
import { type PublicStatus, readAllServers, readPublicStatus } from './public-status.ts'

export type Board = {
  now: Date
  banner: SiteBanner
  servers: BoardServer[]
  groups: BoardGroup[]
  open: OpenPost[]
  /** The newest posts that are not open. */
  recent: ListedPost[]
}

const recentPosts = 6

/** The board as customers may see it at that moment. */
export function readBoard(now: Date, db: Database = getDatabase()): Promise<Board> {
  return readPublic(db, async tx => {
    const [status, places] = await Promise.all([
      readPublicStatus(tx, now),
      tx.select().from(groups).orderBy(asc(groups.position), asc(groups.name)),
    ])
    const [servers, open] = await Promise.all([readAllServers(tx, status), readOpenPosts(tx, status)])
    const openIds = new Set(open.map(post => post.id))
    const posts = await readPosts(tx, { limit: recentPosts + openIds.size }, now)
    return {
      now,
      servers,
      open,
      banner: siteBanner(
        servers.map(server => server.status),
        relatedIncidents(status, servers),
      ),
      groups: arrangeBoard(places, servers),
      recent: posts.filter(post => !openIds.has(post.id)).slice(0, recentPosts),
    }
  })
}

/** Open incidents that show on no server: those whose servers are well again, or that name none. */
export function relatedIncidents(status: PublicStatus, servers: readonly BoardServer[]): number {
  const troubled = new Set(
    servers.filter(server => server.status.impact !== 'operational').map(server => server.id),
  )
  return status.incidents.filter(
    incident => !incident.rows.some(row => !row.endedAt && troubled.has(row.serverId)),
  ).length
}
