import { and, desc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Database } from '#db/client.ts'
import { audit } from '#db/schema/staff.ts'
import { updates } from '#db/schema/update.ts'
import { incidentPhases, type PostPhase } from '#lib/rules/posts/post.ts'

/** What an entry said: it is kept when the entry is taken back, so that nobody has to write it again. */
export type EntryWords = { text: string; phase: PostPhase | null }

/** What an entry says now; null: there is none. */
export async function readEntryWords(db: Database, updateId: string): Promise<EntryWords | null> {
  const { body, phase } = updates
  const [entry] = await db.select({ body, phase }).from(updates).where(eq(updates.id, updateId))
  return entry?.body ? { text: entry.body, phase: entry.phase } : null
}

const Words = z.object({ text: z.string(), phase: z.enum(incidentPhases) })

export type TakenBackWords = z.infer<typeof Words> & { at: Date }

/** What an entry said that was taken back, and when it was; null: it was not. */
export async function readTakenBack(
  db: Database,
  { postId, updateId }: { postId: string; updateId: string },
): Promise<TakenBackWords | null> {
  const [row] = await db
    .select({ at: audit.at, facts: audit.facts })
    .from(audit)
    .where(
      and(
        eq(audit.subject, `post ${postId}`),
        eq(audit.action, 'take-back-update'),
        sql`${audit.facts}->>'updateId' = ${updateId}`,
      ),
    )
    .orderBy(desc(audit.sequence))
    .limit(1)
  const words = Words.safeParse(row?.facts)
  return row && words.success ? { ...words.data, at: row.at } : null
}
