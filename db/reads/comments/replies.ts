import { and, eq, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Database, Transaction } from '#db/client.ts'
import { comments } from '#db/schema/comment.ts'
import { posts } from '#db/schema/post.ts'
import { subscribers } from '#db/schema/subscriber.ts'

/** An answer with the comment that it answers and their post; undefined: it is gone, or answers nothing. */
export async function readReply(db: Database, commentId: string) {
  const asked = alias(comments, 'asked')
  const { email, state, body, authorName, isStaff } = comments
  const [row] = await db
    .select({
      reply: { email, state, body, authorName, isStaff },
      asked: {
        id: asked.id,
        email: asked.email,
        state: asked.state,
        language: asked.language,
        repliesOffAt: asked.repliesOffAt,
        subscriberState: subscribers.state,
      },
      post: {
        slug: posts.slug,
        title: posts.title,
        titleFacts: posts.titleFacts,
        language: posts.language,
        translations: posts.translations,
        visibility: posts.visibility,
      },
    })
    .from(comments)
    .innerJoin(asked, eq(asked.id, sql`coalesce(${comments.answersId}, ${comments.parentId})`))
    .innerJoin(posts, eq(posts.id, comments.postId))
    .leftJoin(subscribers, and(eq(subscribers.email, asked.email), isNull(subscribers.brandId)))
    .where(eq(comments.id, commentId))
  return row
}

/** What an end of mails about answers would end; undefined: the comment is gone. */
export async function readThread(db: Database | Transaction, commentId: string) {
  const [row] = await db
    .select({ title: posts.title, slug: posts.slug, repliesOffAt: comments.repliesOffAt })
    .from(comments)
    .innerJoin(posts, eq(posts.id, comments.postId))
    .where(eq(comments.id, commentId))
  return row
}
