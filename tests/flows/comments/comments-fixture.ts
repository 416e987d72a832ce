import { newId } from '#db/id.ts'
import { comments } from '#db/schema/comment.ts'
import { posts } from '#db/schema/post.ts'
import { staff } from '#db/schema/staff.ts'
import { start, subscribingFixture } from '#tests/flows/subscribers/subscribing-fixture.ts'
import { emptyTables } from '#tests/support/database/empty-tables.ts'

export const postId = newId()
export const dana = { id: newId(), name: 'Dana' }

/** A public advisory with two points, and Dana, who is of the staff. */
export async function commentsFixture() {
  const fixture = await subscribingFixture()
  const { db } = fixture
  return {
    ...fixture,
    async reset(): Promise<void> {
      await fixture.reset()
      await emptyTables(db, 'people')
      await db.insert(staff).values({ role: 'owner', ...dana, email: 'dana@example.com' })
      await db.insert(posts).values({
        id: postId,
        slug: 'rootkit',
        kind: 'advisory',
        title: 'A rootkit',
        visibility: 'published',
        startedAt: start,
        publishedAt: start,
        body: '<Points>\n\n1. One.\n2. Two.\n\n</Points>',
      })
    },
    /** A comment that its author has confirmed. Returns its id. */
    async comment(authorName: string, facts: Partial<typeof comments.$inferInsert> = {}): Promise<string> {
      const id = newId()
      await db.insert(comments).values({
        id,
        postId,
        authorName,
        email: `${authorName.toLowerCase()}@example.net`,
        body: 'Is point 2 true?',
        state: 'published',
        createdAt: start,
        publishedAt: start,
        ...facts,
      })
      return id
    },
  }
}
