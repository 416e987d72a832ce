import {
  and,
  arrayOverlaps,
  desc,
  eq,
  exists,
  gt,
  inArray,
  isNull,
  not,
  or,
  type SQL,
  sql,
} from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { isAnnounced } from '#db/conditions/announced.ts'
import { isBrought } from '#db/conditions/brought.ts'
import { isTaken } from '#db/conditions/taken.ts'
import { type AskedWith, keptQuestion } from '#db/questions/kept-question.ts'
import { maintenance, maintenanceServers } from '#db/schema/maintenance.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { type TitledPost, type WrittenText, writtenPart } from '#lib/rules/languages/translation.ts'
import type { PostKind } from '#lib/rules/posts/post.ts'
import { type PostParts, readPostParts } from './post-parts.ts'
import { titledOf } from './titled.ts'

/** Which posts are wanted; what is left out is not asked for. */
export type WantedPosts = {
  kinds?: readonly PostKind[]
  /** Posts about one of these servers, and advisories that concern everybody. */
  serverIds?: readonly string[]
  slugs?: readonly string[]
  /** Its id, or its name in its address. */
  name?: string
  /** Published before the post with this id. */
  before?: string
  isOpen?: boolean
  /** Published after this moment. */
  after?: Date
  /** Changed after this moment. */
  changedAfter?: Date
  /** Not what came from another product: to readers of feeds that is no news. */
  isWrittenHere?: true
  /** Maintenance that is to end after this moment. */
  endingAfter?: Date
  limit: number
  offset?: number
}

/** A published post with all that readers may know of it. */
export type PostRecord = PublicRow & PostParts & { publishedAt: Date; isTaken: boolean }

type PublicRow = Pick<
  typeof posts.$inferSelect,
  | 'id'
  | 'slug'
  | 'kind'
  | 'phase'
  | 'filePath'
  | 'createdAt'
  | 'startedAt'
  | 'updatedAt'
  | 'resolvedAt'
  | 'nextUpdateAt'
  | 'namedServerIds'
> & { titled: TitledPost; summary: WrittenText | null; body: WrittenText | null }

/** Published posts, the newest first. Maintenance that is not announced yet is not among them. */
export async function readPostRecords(
  tx: Transaction,
  wanted: WantedPosts,
  now: Date,
): Promise<PostRecord[]> {
  const rows = await tx
    .select({ post: posts, isTaken: isTaken() })
    .from(posts)
    .where(and(eq(posts.visibility, 'published'), isAnnounced(now), ...conditionsOf(tx, wanted)))
    .orderBy(desc(posts.publishedAt), desc(posts.id))
    .limit(wanted.limit)
    .offset(wanted.offset ?? 0)
  const parts = await readPostParts(
    tx,
    rows.map(({ post }) => post.id),
  )
  return rows.flatMap(row => recordOf(row, parts))
}

const askByIds = keptQuestion((db, { ids, now }: AskedWith<{ ids: readonly string[]; now: Date }>) =>
  db
    .select({ post: posts, isTaken: isTaken() })
    .from(posts)
    .where(and(eq(posts.visibility, 'published'), isAnnounced(now), sql`${posts.id} = any(${ids}::text[])`))
    .orderBy(desc(posts.publishedAt), desc(posts.id)),
)

/** Those of these posts that readers may know of, the newest first: all questions at once. */
export async function readRecordsById(
  tx: Transaction,
  ids: readonly string[],
  now: Date,
): Promise<PostRecord[]> {
  if (ids.length === 0) return []
  const [rows, parts] = await Promise.all([askByIds(tx, { ids, now }), readPostParts(tx, ids)])
  return rows.flatMap(row => recordOf(row, parts))
}

type Row = { post: typeof posts.$inferSelect; isTaken: boolean }

function recordOf({ post, isTaken }: Row, parts: ReadonlyMap<string, PostParts>): PostRecord[] {
  const { publishedAt } = post
  const own = parts.get(post.id)
  return publishedAt && own ? [{ ...publicPart(post), publishedAt, isTaken, ...own }] : []
}

function publicPart(post: typeof posts.$inferSelect): PublicRow {
  const { id, slug, kind, phase, filePath } = post
  const { createdAt, startedAt, updatedAt, resolvedAt, nextUpdateAt, namedServerIds } = post
  return {
    id,
    slug,
    kind,
    titled: titledOf(post),
    summary: writtenPart('summary', post.summary, post),
    phase,
    body: writtenPart('body', post.body, post),
    filePath,
    createdAt,
    startedAt,
    updatedAt,
    resolvedAt,
    nextUpdateAt,
    namedServerIds,
  }
}

function isEndingAfter(tx: Transaction, moment: Date): SQL {
  const ending = tx
    .select({ id: maintenance.id })
    .from(maintenance)
    .where(and(eq(maintenance.postId, posts.id), gt(maintenance.endsAt, moment)))
  return exists(ending)
}

function conditionsOf(tx: Transaction, wanted: WantedPosts): (SQL | undefined)[] {
  const { kinds, serverIds, slugs, name, before, isOpen, after, changedAfter, endingAfter } = wanted
  const { isWrittenHere } = wanted
  return [
    kinds && inArray(posts.kind, [...kinds]),
    slugs && inArray(posts.slug, [...slugs]),
    isOpen === undefined ? undefined : isOpen ? isNull(posts.resolvedAt) : not(isNull(posts.resolvedAt)),
    after && gt(posts.publishedAt, after),
    changedAfter && gt(posts.updatedAt, changedAfter),
    endingAfter && isEndingAfter(tx, endingAfter),
    isWrittenHere && not(isBrought()),
    name === undefined ? undefined : or(eq(posts.id, name), eq(posts.slug, name)),
    before === undefined ? undefined : isBefore(before),
    serverIds && isAbout(tx, serverIds),
  ]
}

/** Whether a list can begin before this post, whether or not readers still see it. */
export async function isPostKnown(db: Database | Transaction, postId: string): Promise<boolean> {
  return (await db.$count(posts, eq(posts.id, postId))) > 0
}

/** In the order of the list, compared where the moments have all their digits. */
function isBefore(postId: string): SQL {
  return sql`(${posts.publishedAt}, ${posts.id}) < (select known.published_at, known.id from posts known where known.id = ${postId})`
}

/** Posts about one of these servers, and advisories that concern everybody. For queries that read posts. */
export function isAbout(tx: Transaction, serverIds: readonly string[]): SQL | undefined {
  const ids = [...serverIds]
  const affected = tx
    .select({ id: affectedServers.serverId })
    .from(affectedServers)
    .where(and(eq(affectedServers.postId, posts.id), inArray(affectedServers.serverId, ids)))
  const planned = tx
    .select({ id: maintenanceServers.serverId })
    .from(maintenance)
    .innerJoin(maintenanceServers, eq(maintenanceServers.maintenanceId, maintenance.id))
    .where(and(eq(maintenance.postId, posts.id), inArray(maintenanceServers.serverId, ids)))
  return or(
    exists(affected),
    exists(planned),
    and(
      eq(posts.kind, 'advisory'),
      or(arrayOverlaps(posts.namedServerIds, ids), eq(posts.namedServerIds, [])),
    ),
  )
}
