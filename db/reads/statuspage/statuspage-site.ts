import { and, eq, max } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { isAnnounced } from '#db/conditions/announced.ts'
import { type PostRecord, readPostRecords, type WantedPosts } from '#db/reads/posts/post-records.ts'
import { relatedIncidents } from '#db/reads/servers/board.ts'
import { type PublicStatus, readPublicStatus } from '#db/reads/servers/public-status.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import { posts } from '#db/schema/post.ts'
import { type SiteBanner, siteBanner } from '#lib/rules/servers/banner.ts'
import { latest } from '#lib/rules/time/time.ts'
import {
  type ComponentGroup,
  type ComponentServer,
  readComponentGroups,
  readComponentServers,
} from './components.ts'

/** The whole site at one moment, with the posts that were asked for. */
export type StatuspageSite = {
  now: Date
  status: PublicStatus
  banner: SiteBanner
  servers: ComponentServer[]
  groups: ComponentGroup[]
  posts: PostRecord[]
  /** When anything that readers see last changed. */
  changedAt: Date
}

/** Which posts are wanted, of what is open now; null: none. */
export type AskedPosts = (status: PublicStatus) => WantedPosts | null

/** Reads the site in a number of questions that does not grow with it. */
export function readStatuspageSite(db: Database, now: Date, asked: AskedPosts): Promise<StatuspageSite> {
  return readSnapshot(db, async tx => {
    const [status, groups, lastWord] = await Promise.all([
      readPublicStatus(tx, now),
      readComponentGroups(tx),
      readLastWord(tx, now),
    ])
    const wanted = asked(status)
    const [servers, posts] = await Promise.all([
      readComponentServers(tx, status),
      wanted ? readPostRecords(tx, wanted, now) : [],
    ])
    const shown = servers.filter(server => !server.retiredAt)
    const statuses = shown.map(server => server.status)
    return {
      now,
      status,
      servers,
      banner: siteBanner(statuses, relatedIncidents(status, shown)),
      groups,
      posts,
      changedAt: latest([lastWord, ...shown.map(server => server.changedAt)]),
    }
  })
}

/** When a public post was last changed; long ago where there is none. */
async function readLastWord(tx: Transaction, now: Date): Promise<Date> {
  const [row] = await tx
    .select({ at: max(posts.updatedAt) })
    .from(posts)
    .where(and(eq(posts.visibility, 'published'), isAnnounced(now)))
  return row?.at ?? new Date(0)
}
