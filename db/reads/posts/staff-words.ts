import { and, asc, eq, inArray, isNotNull, or } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { posts } from '#db/schema/post.ts'
import { updates } from '#db/schema/update.ts'
import type { StaffWords } from '#lib/rules/incidents/staff-words.ts'

/** With which words staff opened and closed these posts, as they were typed; posts without any are left out. */
export async function readStaffWords(
  tx: Transaction,
  postIds: readonly string[],
): Promise<Map<string, StaffWords>> {
  const rows = await tx
    .select({
      id: posts.id,
      kind: posts.kind,
      plan: posts.body,
      phase: updates.phase,
      text: updates.body,
      at: updates.createdAt,
    })
    .from(posts)
    .leftJoin(
      updates,
      and(
        eq(updates.postId, posts.id),
        isNotNull(updates.staffId),
        or(eq(updates.phase, 'resolved'), eq(updates.createdAt, posts.publishedAt)),
      ),
    )
    .where(and(inArray(posts.id, [...postIds]), inArray(posts.kind, ['incident', 'maintenance'])))
    .orderBy(asc(updates.createdAt))
  const words = new Map<string, StaffWords>()
  for (const { id, kind, plan, phase, text, at } of rows) {
    const before = words.get(id) ?? { opening: kind === 'maintenance' ? plan : null, closing: null }
    if (kind === 'maintenance' || !text || !at) words.set(id, before)
    else
      words.set(
        id,
        phase === 'resolved' ? { ...before, closing: { text, at } } : { ...before, opening: text },
      )
  }
  return words
}
