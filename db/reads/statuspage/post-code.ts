import { and, eq, inArray, or } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Database } from '#db/client.ts'
import { posts } from '#db/schema/post.ts'

/** The public incident or work of this id, or the one that it was merged into; null: there is none. */
export async function readPostOfCode(
  db: Database,
  code: string,
): Promise<{ id: string; slug: string } | null> {
  const shown = alias(posts, 'shown')
  const rows = await db
    .select({ id: shown.id, slug: shown.slug, kind: shown.kind })
    .from(posts)
    .innerJoin(shown, or(eq(shown.id, posts.id), eq(shown.id, posts.mergedIntoId)))
    .where(
      and(
        eq(posts.id, code),
        eq(shown.visibility, 'published'),
        inArray(shown.kind, ['incident', 'maintenance']),
      ),
    )
  const [own, other] = rows.sort((a, b) => Number(b.id === code) - Number(a.id === code))
  const found = own ?? other
  return found ? { id: found.id, slug: found.slug } : null
}
