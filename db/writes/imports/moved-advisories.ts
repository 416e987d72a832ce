import { sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { posts } from '#db/schema/post.ts'
import { movedSlug, shownState } from './moved-entries.ts'

export type MovedAdvisoryRow = {
  id: string
  title: string
  publishedAt: Date
  text: string
  serverIds: string[]
}

/** Writes advisories of another product, of which their readers count as told. */
export async function writeMovedAdvisories(
  tx: Transaction,
  list: readonly MovedAdvisoryRow[],
): Promise<void> {
  if (list.length === 0) return
  await tx
    .insert(posts)
    .values(
      list.map(({ id, title, publishedAt, text, serverIds }) => ({
        id,
        slug: movedSlug('advisory', publishedAt, id),
        kind: 'advisory' as const,
        visibility: 'published' as const,
        title,
        body: text,
        namedServerIds: serverIds,
        startedAt: publishedAt,
        publishedAt,
        createdAt: publishedAt,
        updatedAt: publishedAt,
        announcedAt: publishedAt,
        version: 1,
      })),
    )
    .onConflictDoUpdate({
      target: posts.id,
      set: { ...shownState, body: sql`excluded.body`, namedServerIds: sql`excluded.named_server_ids` },
    })
}
