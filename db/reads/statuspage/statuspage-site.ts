import { and, desc, eq } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { isAnnounced } from '#db/conditions/announced.ts'
import { type AskedWith, keptQuestion } from '#db/questions/kept-question.ts'
import {
  type PostRecord,
  readPostRecords,
  readRecordsById,
  type WantedPosts,
} from '#db/reads/posts/post-records.ts'
import { relatedIncidents } from '#db/reads/servers/board.ts'
import { type PublicStatus, readPublicStatus } from '#db/reads/servers/public-status.ts'
import { readPublic } from '#db/reads/snapshot.ts'
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

/** Which posts are wanted: such, those with these ids, or those with ids that follow from what is open now. */
export type AskedPosts = WantedPosts | readonly string[] | OpenPosts

type OpenPosts = (status: PublicStatus) => string[]

/** Reads the site in a number of questions that does not grow with it. */
export function readStatuspageSite(db: Database, now: Date, asked: AskedPosts): Promise<StatuspageSite> {
  return readPublic(db, async tx => {
    const reading = readPublicStatus(tx, now)
    const [status, groups, lastWord, servers, posts] = await Promise.all([
      reading,
      readComponentGroups(tx),
      readLastWord(tx, now),
      readComponentServers(tx, reading),
      readAsked(tx, asked, reading, now),
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

/** The open posts as they were last found by each who asks for them: what is asked of them beside the status. */
const lastFound = new WeakMap<OpenPosts, readonly string[]>()

async function readAsked(
  tx: Transaction,
  asked: AskedPosts,
  status: Promise<PublicStatus>,
  now: Date,
): Promise<PostRecord[]> {
  if (isIds(asked)) return readRecordsById(tx, asked, now)
  if (typeof asked !== 'function') return readPostRecords(tx, asked, now)
  const ahead = new Set(lastFound.get(asked))
  const [early, known] = await Promise.all([readRecordsById(tx, [...ahead], now), status])
  const ids = new Set(asked(known))
  lastFound.set(asked, [...ids])
  return [...ids].every(id => ahead.has(id))
    ? early.filter(record => ids.has(record.id))
    : readRecordsById(tx, [...ids], now)
}

/** To the compiler, Array.isArray says nothing of a list that is readonly. */
function isIds(asked: AskedPosts): asked is readonly string[] {
  return Array.isArray(asked)
}

const askLastWord = keptQuestion((db, { now }: AskedWith<{ now: Date }>) =>
  db
    .select({ at: posts.updatedAt })
    .from(posts)
    .where(and(eq(posts.visibility, 'published'), isAnnounced(now)))
    .orderBy(desc(posts.updatedAt))
    .limit(1),
)

/** When a public post was last changed; long ago where there is none. */
async function readLastWord(tx: Transaction, now: Date): Promise<Date> {
  const [row] = await askLastWord(tx, { now })
  return row?.at ?? new Date(0)
}
