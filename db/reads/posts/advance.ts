import { and, asc, eq, isNotNull, lte } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { isByMail } from '#db/conditions/by-mail.ts'
import { advanceMails } from '#db/schema/advance.ts'
import { posts } from '#db/schema/post.ts'
import type { SubscriberState } from '#db/schema/subscriber.ts'
import { subscribers } from '#db/schema/subscriber.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import type { PublishPlan } from '#lib/rules/posts/advisory.ts'

/** What a private link leads to: the draft of this post, or its public page; null: nothing. */
export async function readAdvance(
  db: Database,
  token: string,
): Promise<{ postId: string; slug: string; isPublic: boolean } | null> {
  const { id, slug, visibility, advanceToken } = posts
  const [row] = await db.select({ id, slug, visibility }).from(posts).where(eq(advanceToken, token))
  return row ? { postId: row.id, slug: row.slug, isPublic: row.visibility === 'published' } : null
}

/** A private link that is to be mailed to one subscriber. */
export type AdvanceMail = {
  email: string
  state: SubscriberState
  isByMail: boolean
  token: string | null
  language: Language | null
  title: string
  createdAt: Date
}

/** Null: the subscriber or the post is gone, or its draft is. */
export async function readAdvanceMail(
  db: Database,
  { postId, subscriberId }: { postId: string; subscriberId: string },
): Promise<AdvanceMail | null> {
  const { email, state } = subscribers
  const [row] = await db
    .select({
      email,
      state,
      isByMail,
      token: posts.advanceToken,
      language: subscribers.language,
      title: posts.title,
      draft: posts.draft,
      createdAt: advanceMails.createdAt,
    })
    .from(advanceMails)
    .innerJoin(subscribers, eq(subscribers.id, advanceMails.subscriberId))
    .innerJoin(posts, eq(posts.id, advanceMails.postId))
    .where(
      and(
        eq(advanceMails.postId, postId),
        eq(advanceMails.subscriberId, subscriberId),
        isNotNull(posts.draft),
      ),
    )
  if (!row) return null
  const { draft, ...mail } = row
  return { ...mail, title: draft?.title ?? mail.title }
}

/** How many were to be mailed the private link of a post. */
export function countAdvanceMails(db: Database, postId: string): Promise<number> {
  return db.$count(advanceMails, eq(advanceMails.postId, postId))
}

/** Drafts whose time has come, the longest due first, as many at most. */
export async function readDuePublications(
  db: Database,
  now: Date,
  most: number,
): Promise<{ id: string; plan: PublishPlan }[]> {
  const rows = await db
    .select({ id: posts.id, plan: posts.publishPlan })
    .from(posts)
    .where(and(lte(posts.publishAt, now), isNotNull(posts.publishPlan)))
    .orderBy(asc(posts.publishAt), asc(posts.id))
    .limit(most)
  return rows.flatMap(({ id, plan }) => (plan ? [{ id, plan }] : []))
}
