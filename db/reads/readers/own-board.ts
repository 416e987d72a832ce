import { asc, isNull, sql } from 'drizzle-orm'
import { type Database, getDatabase } from '#db/client.ts'
import { type OpenPost, readOpenPosts } from '#db/reads/posts/open-posts.ts'
import { readPublicStatus, readServers } from '#db/reads/servers/public-status.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import { groups, servers } from '#db/schema/server.ts'
import type { ReaderGrant } from '#lib/rules/readers/readership.ts'
import { arrangeBoard, type BoardGroup, type BoardServer } from '#lib/rules/servers/board.ts'
import { readDomain } from '#lib/rules/subscribers/target.ts'

/** What the board shows of the servers of one customer. */
export type OwnBoard = { now: Date; servers: BoardServer[]; groups: BoardGroup[]; open: OpenPost[] }

/** More servers than this no customer looks through. */
const mostServers = 500

/** The servers in service that a customer was handed over for, with what is open on them; not the rest of what is open. */
export function readOwnBoard(grant: ReaderGrant, now: Date, db: Database = getDatabase()): Promise<OwnBoard> {
  return readSnapshot(db, async tx => {
    const own = await tx
      .select({ id: servers.id })
      .from(servers)
      .where(sql`${isNull(servers.retiredAt)} and ${isOf(grant)}`)
      .orderBy(asc(servers.position), asc(servers.label))
      .limit(mostServers)
    const ids = new Set(own.map(({ id }) => id))
    const status = await readPublicStatus(tx, now)
    const shown = await readServers(tx, status, [...ids])
    const places = await tx.select().from(groups).orderBy(asc(groups.position), asc(groups.name))
    const open = await readOpenPosts(tx, status)
    return {
      now,
      servers: shown,
      groups: arrangeBoard(places, shown),
      open: open
        .filter(post => post.serverIds.some(id => ids.has(id)))
        .map(post => ({ ...post, serverIds: post.serverIds.filter(id => ids.has(id)) })),
    }
  })
}

function isOf(grant: ReaderGrant) {
  if ('servers' in grant) {
    const names = sql`${sql.param(grant.servers.map(name => name.toLowerCase()))}::text[]`
    return sql`(${servers.hostname} = any(${names}) or lower(${servers.label}) = any(${names}))`
  }
  const whose =
    'account' in grant ? sql`c.account = ${grant.account}` : sql`c.domain = ${readDomain(grant.domain) ?? ''}`
  return sql`exists (select from customers c where c.server_id = ${servers.id} and ${whose})`
}
