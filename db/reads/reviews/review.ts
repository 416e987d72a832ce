import { and, asc, eq, gt, isNotNull, isNull, lte, or } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { readUpdateSubject } from '#db/reads/incidents/update-facts.ts'
import { countAudience } from '#db/reads/notices/recipients.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import { posts } from '#db/schema/post.ts'
import { reviews } from '#db/schema/review.ts'
import type { WrittenText } from '#lib/rules/languages/translation.ts'
import type { ReviewPlan } from '#lib/rules/reviews/review.ts'
import { later } from '#lib/rules/time/time.ts'

export type Review = typeof reviews.$inferSelect

/** An incident with its review as staff see them. review: null where nobody has written anything. */
export type ReviewedIncident = {
  id: string
  slug: string
  title: string
  resolvedAt: Date
  review: Review | null
}

/** An incident that is over and public, with its review; null: there is none. */
export async function readReviewedIncident(
  db: Database | Transaction,
  postId: string,
): Promise<ReviewedIncident | null> {
  const { id, slug, title, resolvedAt, visibility, kind } = posts
  const [row] = await db
    .select({ id, slug, title, resolvedAt, review: reviews })
    .from(posts)
    .leftJoin(reviews, eq(reviews.postId, id))
    .where(and(eq(id, postId), eq(kind, 'incident'), eq(visibility, 'published')))
  return row?.resolvedAt ? { ...row, resolvedAt: row.resolvedAt } : null
}

/** What readers see of a review; null: nothing. */
export type PublicReview = { body: WrittenText; publishedAt: Date; editedAt: Date }

/** The review of a post as readers see it; null: there is none that they see. */
export async function readPublicReview(tx: Transaction, postId: string): Promise<PublicReview | null> {
  const [row] = await tx
    .select()
    .from(reviews)
    .where(and(eq(reviews.postId, postId), isNull(reviews.withdrawnAt)))
  return row ? publicReview(row) : null
}

/** What readers see of a review; null: nothing. */
export function publicReview({
  body,
  language,
  translations,
  publishedAt,
  editedAt,
}: Review): PublicReview | null {
  if (!body || !publishedAt) return null
  return { body: { text: body, language, translations }, publishedAt, editedAt: editedAt ?? publishedAt }
}

/** How many customers were told of the incident, and would be told of its review. */
export function readReviewReach(db: Database, postId: string, now: Date): Promise<number> {
  return readSnapshot(db, async tx => {
    const { title, servers } = await readUpdateSubject(tx, postId)
    const saying = { is: 'words' as const, about: 'incident' as const, title, text: '' }
    const facts = { servers, endedBefore: [], stillAffected: [], saying }
    return countAudience(tx, { id: '', postId, kind: 'review', facts, createdAt: now })
  })
}

/** Reviews whose time has come, the first first. */
export async function readDueReviews(
  db: Database,
  now: Date,
): Promise<{ postId: string; plan: ReviewPlan }[]> {
  const { postId, publishAt, publishPlan } = reviews
  const rows = await db
    .select({ postId, plan: publishPlan })
    .from(reviews)
    .where(and(lte(publishAt, now), isNotNull(publishPlan)))
    .orderBy(asc(publishAt), asc(postId))
  return rows.flatMap(({ plan, ...row }) => (plan ? [{ ...row, plan }] : []))
}

/** An incident of which staff owe a review. */
export type OwedReview = { id: string; title: string; resolvedAt: Date; hasDraft: boolean }

/** After this long nobody expects one any more. */
const owedDays = 30
const mostOwed = 50

/**
 * Incidents that are over, on which staff wrote, and that have no public review and are not said to need none; the one that
 * is due first comes first.
 */
export async function readOwedReviews(db: Database, now: Date): Promise<OwedReview[]> {
  const { id, title, resolvedAt, visibility, kind, touchedAt } = posts
  const { publishedAt, withdrawnAt, isWaived } = reviews
  const isMissing = or(isNull(publishedAt), isNotNull(withdrawnAt))
  const rows = await db
    .select({ id, title, resolvedAt, draft: reviews.draft })
    .from(posts)
    .leftJoin(reviews, eq(reviews.postId, id))
    .where(
      and(
        eq(kind, 'incident'),
        eq(visibility, 'published'),
        isNotNull(touchedAt),
        gt(resolvedAt, later(now, -owedDays * 86_400)),
        or(isNull(reviews.postId), and(eq(isWaived, false), isMissing)),
      ),
    )
    .orderBy(asc(resolvedAt))
    .limit(mostOwed)
  return rows.flatMap(({ draft, resolvedAt, ...row }) =>
    resolvedAt ? [{ ...row, resolvedAt, hasDraft: draft !== null }] : [],
  )
}
