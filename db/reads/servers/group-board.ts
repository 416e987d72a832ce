import { eq } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import type { OpenPost } from '#db/reads/posts/open-posts.ts'
import { groups } from '#db/schema/server.ts'
import { type SiteBanner, siteBanner } from '#lib/rules/servers/banner.ts'
import type { BoardServer } from '#lib/rules/servers/board.ts'
import { readBoard } from './board.ts'

/** What the board shows of one group. */
export type GroupBoard = { name: string; banner: SiteBanner; servers: BoardServer[]; open: OpenPost[] }

/** Returns null when no group has this address. */
export async function readGroupBoard(slug: string, now: Date, db: Database): Promise<GroupBoard | null> {
  const [row] = await db
    .select({ id: groups.id, name: groups.name })
    .from(groups)
    .where(eq(groups.slug, slug))
  if (!row) return null
  const board = await readBoard(now, db)
  const servers = board.groups.find(group => group.id === row.id)?.servers ?? []
  const own = new Set(servers.map(server => server.id))
  return {
    name: row.name,
    servers,
    banner: siteBanner(
      servers.map(server => server.status),
      0,
    ),
    open: board.open.filter(post => post.serverIds.some(id => own.has(id))),
  }
}
