import { and, desc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Database, Transaction } from '#db/client.ts'
import { audit } from '#db/schema/staff.ts'
import { updates } from '#db/schema/update.ts'
import { LanguageCode } from '#lib/rules/languages/language-code.ts'
import type { WrittenText } from '#lib/rules/languages/translation.ts'
import { incidentPhases, type PostPhase } from '#lib/rules/posts/post.ts'

/** What an entry said: it is kept when the entry is taken back, so that nobody has to write it again. */
export type EntryWords = WrittenText & { phase: PostPhase | null }

/** What an entry says now; null: there is none. */
export async function readEntryWords(
  db: Database | Transaction,
  updateId: string,
): Promise<EntryWords | null> {
  const { body, phase, language, translations } = updates
  const [entry] = await db
    .select({ body, phase, language, translations })
    .from(updates)
    .where(eq(updates.id, updateId))
  return entry?.body
    ? { text: entry.body, phase: entry.phase, language: entry.language, translations: entry.translations }
    : null
}

const Words = z.object({
  text: z.string(),
  phase: z.enum(incidentPhases),
  // What versions kept that knew one language is without them.
  language: LanguageCode.optional(),
  translations: z.partialRecord(LanguageCode, z.string()).default({}),
})

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
