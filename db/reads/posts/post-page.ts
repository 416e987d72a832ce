import { and, asc, desc, eq } from 'drizzle-orm'
import { type Database, getDatabase, type Transaction } from '#db/client.ts'
import { isAnnounced } from '#db/conditions/announced.ts'
import { readComments, type ShownComment } from '#db/reads/comments/shown-comments.ts'
import { gatherSlots } from '#db/reads/maintenance/gather-slots.ts'
import { readToldNotices, type ToldNotice } from '#db/reads/notices/told.ts'
import { type PublicReview, readPublicReview, readReviewedIncident } from '#db/reads/reviews/review.ts'
import { readAllServers, readPublicStatus, readServers } from '#db/reads/servers/public-status.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import { maintenance, maintenanceServers } from '#db/schema/maintenance.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { updates as entries } from '#db/schema/update.ts'
import { type TitledPost, type WrittenText, writtenPart } from '#lib/rules/languages/translation.ts'
import { liveSlots, type Maintenance } from '#lib/rules/maintenance/maintenance.ts'
import type { LiveFacts } from '#lib/rules/posts/live-text.ts'
import type { PostKind, PostPhase } from '#lib/rules/posts/post.ts'
import type { BoardServer } from '#lib/rules/servers/board.ts'
import { latest } from '#lib/rules/time/time.ts'
import { readLiveFacts } from './live-facts.ts'
import { type PatchProgress, readProgress } from './progress.ts'
import { titledOf } from './titled.ts'
import { type PostUpdate, updateOf } from './update-facts.ts'

export type PostPage = {
  now: Date
  id: string
  slug: string
  kind: PostKind
  titled: TitledPost
  summary: WrittenText | null
  phase: PostPhase | null
  body: WrittenText | null
  /** Below content/posts; null when the body is in the database. */
  filePath: string | null
  startedAt: Date
  publishedAt: Date
  updatedAt: Date
  resolvedAt: Date | null
  /** When its trouble was over on all servers, by the sources' clocks; null: it is open, or no incident. */
  overAt: Date | null
  nextUpdateAt: Date | null
  maintenance: Maintenance | null
  /** The servers it is about, with their statuses of now. */
  servers: BoardServer[]
  /** All servers, for those that its text names. */
  known: BoardServer[]
  /** The newest first. */
  updates: PostUpdate[]
  notices: ToldNotice[]
  /** What staff wrote after it; null: nothing. */
  review: PublicReview | null
  /** The oldest first. */
  comments: ShownComment[]
  /** Nobody may add to them any more. */
  isClosed: boolean
  /** How far the work on its servers is; null: readers are not told. */
  progress: PatchProgress | null
  /** What the lists in its texts show; null: they have none. */
  live: LiveFacts | null
}

/** Returns null when there is no such published post. */
export function readPostPage(
  slug: string,
  now: Date,
  db: Database = getDatabase(),
): Promise<PostPage | null> {
  return readSnapshot(db, async tx => {
    const [post] = await tx
      .select()
      .from(posts)
      .where(and(eq(posts.slug, slug), eq(posts.visibility, 'published'), isAnnounced(now)))
    return post?.publishedAt ? readPage(tx, { ...post, publishedAt: post.publishedAt }, now) : null
  })
}

/** An advisory as readers will see it when its draft is published now. Returns null when it has none. */
export function readPostPreview(db: Database, postId: string, now: Date): Promise<PostPage | null> {
  return readSnapshot(db, async tx => {
    const [post] = await tx.select().from(posts).where(eq(posts.id, postId))
    if (!post?.draft) return null
    const {
      serverIds: namedServerIds,
      title,
      summary,
      body,
      language = post.language,
      translations = {},
    } = post.draft
    const words = { title, summary, body, language, translations }
    const times = { publishedAt: post.publishedAt ?? now, updatedAt: now }
    return readPage(tx, { ...post, ...words, ...times, namedServerIds }, now)
  })
}

/** An incident as readers will see it when the draft of its review is published now. Returns null when there is none. */
export function readReviewPreview(db: Database, postId: string, now: Date): Promise<PostPage | null> {
  return readSnapshot(db, async tx => {
    const row = (await readReviewedIncident(tx, postId))?.review
    const draft = row?.draft
      ? { text: row.draft, language: row.language, translations: row.draftTranslations }
      : null
    const [post] = await tx.select().from(posts).where(eq(posts.id, postId))
    if (draft === null || !post?.publishedAt) return null
    const page = await readPage(tx, { ...post, publishedAt: post.publishedAt }, now)
    const publishedAt = page.review?.publishedAt ?? now
    const live = await readLiveFacts(tx, { postId, texts: [...saidIn(page.body), ...saidIn(draft)] }, now)
    return { ...page, review: { body: draft, publishedAt, editedAt: now }, live }
  })
}

type PublicRow = typeof posts.$inferSelect & { publishedAt: Date }

async function readPage(tx: Transaction, post: PublicRow, now: Date): Promise<PostPage> {
  const { id, slug, kind, phase, filePath } = post
  const { startedAt, publishedAt, updatedAt, resolvedAt, nextUpdateAt } = post
  const [status, planned, affected, review, updates, notices, comments, progress] = await Promise.all([
    readPublicStatus(tx, now),
    readMaintenance(tx, id),
    readAffected(tx, id),
    readPublicReview(tx, id),
    readUpdates(tx, id),
    readToldNotices(tx, id),
    readComments(tx, id),
    readProgress(tx, post),
  ])
  const turns = liveSlots(planned?.slots ?? []).map(slot => slot.serverId)
  const body = writtenPart('body', post.body, post)
  const texts = [...saidIn(body), ...saidIn(review?.body)]
  const concerned = [...affected.map(row => row.id), ...turns, ...post.namedServerIds]
  const [servers, known, live] = await Promise.all([
    readServers(tx, status, concerned),
    readAllServers(tx, status),
    readLiveFacts(tx, { postId: id, texts, isFiled: filePath !== null }, now),
  ])
  return {
    now,
    id,
    slug,
    kind,
    titled: titledOf(post),
    summary: writtenPart('summary', post.summary, post),
    phase,
    body,
    filePath,
    startedAt,
    publishedAt,
    updatedAt,
    resolvedAt,
    nextUpdateAt,
    overAt: resolvedAt ? overAt(affected, resolvedAt) : null,
    maintenance: planned,
    servers,
    known,
    updates,
    notices,
    review,
    comments,
    isClosed: post.commentsClosedAt !== null,
    progress,
    live,
  }
}

/** A text in all its languages, for what it asks to be shown. */
function saidIn(text: WrittenText | null | undefined): string[] {
  return text ? [text.text, ...Object.values(text.translations)] : []
}

async function readMaintenance(tx: Transaction, postId: string): Promise<PostPage['maintenance']> {
  const rows = await tx
    .select({ period: maintenance, slot: maintenanceServers })
    .from(maintenance)
    .innerJoin(maintenanceServers, eq(maintenanceServers.maintenanceId, maintenance.id))
    .where(eq(maintenance.postId, postId))
    .orderBy(asc(maintenanceServers.startsAt), asc(maintenanceServers.serverId))
  return gatherSlots(rows)[0] ?? null
}

function readAffected(tx: Transaction, postId: string): Promise<{ id: string; until: Date | null }[]> {
  return tx
    .select({ id: affectedServers.serverId, until: affectedServers.until })
    .from(affectedServers)
    .where(eq(affectedServers.postId, postId))
}

/** The last of the ends that are known; who wrote that it is over knows one where no source does. */
function overAt(affected: readonly { until: Date | null }[], resolvedAt: Date): Date {
  const ends = affected.flatMap(row => row.until ?? [])
  return ends.length > 0 && ends.length === affected.length ? latest(ends) : resolvedAt
}

async function readUpdates(tx: Transaction, postId: string): Promise<PostUpdate[]> {
  const rows = await tx
    .select()
    .from(entries)
    .where(eq(entries.postId, postId))
    .orderBy(desc(entries.createdAt), desc(entries.id))
  return rows.map(updateOf)
}
