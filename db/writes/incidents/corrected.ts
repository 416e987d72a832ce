import { and, eq, gt, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { notices } from '#db/schema/notice.ts'
import { posts } from '#db/schema/post.ts'
import { updates } from '#db/schema/update.ts'
import type { EarlierWords } from '#lib/rules/incidents/written-update.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import {
  asPart,
  type TextTranslations,
  textsByLanguage,
  type WrittenText,
  withSummaries,
} from '#lib/rules/languages/translation.ts'

export type Correction = {
  id: string
  postId: string
  staffId: string
  text: string
  language: Language
  translations: TextTranslations
  seen: string
}

/**
 * Gives an entry of staff other words, and keeps those that it had. Returns false when it does not read as the person saw, or was
 * corrected as often as it may be.
 */
export async function correctWords(
  tx: Transaction,
  { id, postId, staffId, text, language, translations, seen }: Correction,
  most: number,
  now: Date,
): Promise<boolean> {
  const [entry] = await tx
    .select()
    .from(updates)
    .where(and(eq(updates.id, id), eq(updates.postId, postId), isNotNull(updates.staffId)))
    .for('update')
  if (!entry?.body || entry.body !== seen || entry.earlier.length >= most) return false
  const before: EarlierWords = {
    body: entry.body,
    language: entry.language,
    translations: entry.translations,
    writtenAt: (entry.correctedAt ?? entry.createdAt).toISOString(),
    staffId: entry.staffId,
  }
  await tx
    .update(updates)

    .set({
      staffId,
      body: text,
      language,
      translations,
      correctedAt: now,
      earlier: [...entry.earlier, before],
    })
    .where(eq(updates.id, id))
  // Lists show the first words of a post as its summary.
  await tx.update(posts).set({ updatedAt: now }).where(eq(posts.id, postId))
  await correctSummary(tx, postId, { text, language, translations }, seen)
  return true
}

async function correctSummary(
  tx: Transaction,
  postId: string,
  { text, language, translations }: WrittenText,
  seen: string,
): Promise<void> {
  const [post] = await tx.select().from(posts).where(eq(posts.id, postId))
  if (post?.summary !== seen) return
  // Its title is staff's in one language: of a summary that comes in another one the first words stand as they were.
  if (post.titleFacts === null && post.language !== language) return
  const titles = asPart('title', textsByLanguage('title', post.translations))
  const merged = withSummaries(titles, translations)
  await tx.update(posts).set({ summary: text, language, translations: merged }).where(eq(posts.id, postId))
}

/** Gives the notices of an entry that staff can still take back its new words. Returns whether there was one. */
export async function rewordWaiting(
  tx: Transaction,
  { id, text }: { id: string; text: string },
  now: Date,
): Promise<boolean> {
  const rows = await tx
    .update(notices)
    .set({ facts: sql`jsonb_set(${notices.facts}, '{saying,text}', to_jsonb(${text}::text))` })
    .where(
      and(
        eq(notices.updateId, id),
        isNull(notices.plannedAt),
        isNull(notices.plannedUpTo),
        gt(notices.waitsUntil, now),
      ),
    )
    .returning({ id: notices.id })
  return rows.length > 0
}
