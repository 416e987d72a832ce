import { and, asc, desc, eq, gt, ilike, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { likeText } from '#db/reads/like-text.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { containmentLog } from '#db/schema/security/measure.ts'
import { sources } from '#db/schema/source.ts'
import { staff } from '#db/schema/staff.ts'

export type MeasureRow = typeof containmentLog.$inferSelect

/** A measure as staff see it: who entered it, and what it belongs to. */
export type DeskMeasure = MeasureRow & {
  staffName: string | null
  sourceName: string | null
  post: { id: string; title: string } | null
}

/** open: what goes on. unattached: what no incident has yet. all: what is over and withdrawn too. */
export const measureLists = ['open', 'unattached', 'all'] as const
export type MeasureList = (typeof measureLists)[number]

export type MeasurePage = { rows: DeskMeasure[]; page: number; pages: number }

const rowsPerPage = 30

/** One page of the log, the newest first. Returns null for a page that there is not. */
export function readMeasurePage(
  db: Database,
  { list, text, page }: { list: MeasureList; text: string | null; page: number },
  now: Date,
): Promise<MeasurePage | null> {
  return readSnapshot(db, async tx => {
    const which = and(isIn(list, now), text === null ? undefined : fits(text))
    const pages = Math.max(1, Math.ceil((await tx.$count(containmentLog, which)) / rowsPerPage))
    if (page > pages) return null
    return { rows: await readRows(tx, which, rowsPerPage, (page - 1) * rowsPerPage), page, pages }
  })
}

/** The measures of a post, the newest first. */
export function readMeasuresOf(db: Database, postId: string): Promise<DeskMeasure[]> {
  return readRows(db, eq(containmentLog.postId, postId), mostOfPost, 0)
}

const mostOfPost = 200

/** The last entered measures, of one post or of all. before: the last one of the page before; null: this is the first. */
export function readLatestMeasures(
  db: Database,
  { before, limit, postId }: { before: MeasureRow | null; limit: number; postId: string | null },
): Promise<DeskMeasure[]> {
  const { createdAt, id } = containmentLog
  const isEarlier = before
    ? or(lt(createdAt, before.createdAt), and(eq(createdAt, before.createdAt), gt(id, before.id)))
    : undefined
  const which = and(isEarlier, postId ? eq(containmentLog.postId, postId) : undefined)
  return readRows(db, which, limit, 0, desc(createdAt))
}

/** The id of the incident or advisory of this id or slug; null: there is none. */
export async function readMeasurePost(db: Database, name: string): Promise<string | null> {
  const { id, slug, kind } = posts
  const [post] = await db
    .select({ id })
    .from(posts)
    .where(and(or(eq(id, name), eq(slug, name)), inArray(kind, ['incident', 'advisory'])))
  return post?.id ?? null
}

/** null: there is none with this id. */
export async function readMeasure(db: Database, id: string): Promise<DeskMeasure | null> {
  const [row] = await readRows(db, eq(containmentLog.id, id), 1, 0)
  return row ?? null
}

/** What readers of these posts may read: of the one by its id, and of others by their slugs once those are public; null: of all. */
export async function readPublicMeasures(
  tx: Database | Transaction,
  { ownId, slugs }: { ownId: string; slugs: readonly string[] | null },
): Promise<(MeasureRow & { slug: string; isOwn: boolean })[]> {
  const isShown = eq(posts.visibility, 'published')
  const isOther = slugs ? and(inArray(posts.slug, [...slugs]), isShown) : isShown
  const rows = await tx
    .select({ measure: containmentLog, slug: posts.slug })
    .from(containmentLog)
    .innerJoin(posts, eq(posts.id, containmentLog.postId))
    .where(
      and(
        eq(containmentLog.isPublic, true),
        isNull(containmentLog.withdrawnAt),
        or(eq(containmentLog.postId, ownId), isOther),
      ),
    )
    .orderBy(asc(containmentLog.since), asc(containmentLog.id))
  return rows.map(({ measure, slug }) => ({ ...measure, slug, isOwn: measure.postId === ownId }))
}

/** The one incident that is open on a server, held ones too; null: there is none, or there are several. */
export async function readOneOpenOn(tx: Transaction, serverId: string): Promise<string | null> {
  const rows = await tx
    .selectDistinct({ id: posts.id })
    .from(posts)
    .innerJoin(affectedServers, eq(affectedServers.postId, posts.id))
    .where(
      and(
        eq(affectedServers.serverId, serverId),
        eq(posts.kind, 'incident'),
        isNull(posts.resolvedAt),
        inArray(posts.visibility, ['published', 'held']),
      ),
    )
    .limit(2)
  return rows.length === 1 ? (rows[0]?.id ?? null) : null
}

/** How many measures a program has entered since then that stand. */
export function countMeasuresOf(tx: Transaction, sourceId: string, since: Date): Promise<number> {
  const own = and(
    eq(containmentLog.sourceId, sourceId),
    isNull(containmentLog.withdrawnAt),
    gt(containmentLog.createdAt, since),
  )
  return tx.$count(containmentLog, own)
}

/** Where a measure may belong: incidents that are open, and advisories of late, the newest first. */
export function readMeasurePosts(db: Database): Promise<{ id: string; title: string }[]> {
  const { id, title, kind, resolvedAt, createdAt } = posts
  return db
    .select({ id, title })
    .from(posts)
    .where(or(and(eq(kind, 'incident'), isNull(resolvedAt)), eq(kind, 'advisory')))
    .orderBy(desc(createdAt))
    .limit(mostPosts)
}

const mostPosts = 50

function isIn(list: MeasureList, now: Date): SQL | undefined {
  switch (list) {
    case 'open':
      return and(
        isNull(containmentLog.withdrawnAt),
        or(isNull(containmentLog.until), sql`${containmentLog.until} > ${now}`),
      )
    case 'unattached':
      return and(isNull(containmentLog.withdrawnAt), isNull(containmentLog.postId))
    case 'all':
      return undefined
  }
}

function fits(text: string): SQL | undefined {
  const pattern = likeText(text)
  return or(
    ilike(containmentLog.text, pattern),
    ilike(containmentLog.why, pattern),
    ilike(containmentLog.doneBy, pattern),
    eq(containmentLog.kind, text.toLowerCase() as MeasureRow['kind']),
  )
}

async function readRows(
  tx: Database | Transaction,
  which: SQL | undefined,
  limit: number,
  offset: number,
  order: SQL = desc(containmentLog.since),
): Promise<DeskMeasure[]> {
  const rows = await tx
    .select({
      measure: containmentLog,
      staffName: staff.name,
      sourceName: sources.name,
      post: { id: posts.id, title: posts.title },
    })
    .from(containmentLog)
    .leftJoin(staff, eq(staff.id, containmentLog.staffId))
    .leftJoin(sources, eq(sources.id, containmentLog.sourceId))
    .leftJoin(posts, eq(posts.id, containmentLog.postId))
    .where(which)
    .orderBy(order, asc(containmentLog.id))
    .limit(limit)
    .offset(offset)
  return rows.map(({ measure, ...rest }) => ({ ...measure, ...rest }))
}
