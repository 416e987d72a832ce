import { and, asc, desc, eq, gt, gte, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { timestamp } from '#db/conditions/timestamp.ts'
import { notices } from '#db/schema/notice.ts'
import { posts } from '#db/schema/post.ts'
import { updates } from '#db/schema/update.ts'
import {
  beforeBoth,
  type EarlierWords,
  type StateBefore,
  type TakenOut,
} from '#lib/rules/incidents/written-update.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import {
  asPart,
  type TextTranslations,
  textsOf,
  type WrittenText,
  withSummaries,
} from '#lib/rules/languages/translation.ts'

/** What an incident is before an entry changes it, locked until the transaction ends; null: there is none. */
export async function rememberBefore(tx: Transaction, postId: string): Promise<StateBefore | null> {
  const { phase, nextUpdateAt, touchedAt } = posts
  const [post] = await tx
    .select({ phase, nextUpdateAt, touchedAt })
    .from(posts)
    .where(eq(posts.id, postId))
    .for('update')
  if (!post) return null
  return {
    phase: post.phase,
    nextUpdateAt: post.nextUpdateAt?.toISOString() ?? null,
    touchedAt: post.touchedAt?.toISOString() ?? null,
  }
}

/** An entry that was taken out. isLast: no person has written on its incident since. */
export type TakenBack = { before: StateBefore; writtenAt: Date; isLast: boolean }

/**
 * Takes out an entry that was written after since, and its notice, of which nothing may have gone out. Returns what its incident
 * was before it, or null when it is too late.
 */
export async function removeUpdate(
  tx: Transaction,
  { id, postId }: { id: string; postId: string },
  since: Date,
  now: Date,
): Promise<TakenBack | null> {
  const told = await tx
    .select({ id: notices.id, waitsUntil: notices.waitsUntil, plannedAt: notices.plannedAt })
    .from(notices)
    .where(eq(notices.updateId, id))
    .for('update')
  const hasLeft = told.some(
    ({ plannedAt, waitsUntil }) => plannedAt !== null || !waitsUntil || waitsUntil <= now,
  )
  if (hasLeft) return null
  const [last] = await tx
    .select({ id: updates.id })
    .from(updates)
    .where(and(eq(updates.postId, postId), isNotNull(updates.staffId)))
    .orderBy(desc(updates.createdAt), desc(updates.id))
    .limit(1)
  const [taken] = await tx
    .delete(updates)
    .where(
      and(
        eq(updates.id, id),
        eq(updates.postId, postId),
        isNotNull(updates.before),
        isNull(updates.correctedAt),
        gt(updates.createdAt, since),
      ),
    )
    .returning({ before: updates.before, phase: updates.phase, writtenAt: updates.createdAt })
  if (!taken?.before) return null
  const { before, phase, writtenAt } = taken
  if (last?.id !== id) await handOn(tx, postId, { before, phase, writtenAt: writtenAt.toISOString() })
  await tx.delete(notices).where(
    inArray(
      notices.id,
      told.map(notice => notice.id),
    ),
  )
  return { before, writtenAt, isLast: last?.id === id }
}

/** The next entry, when it is taken out too, puts back what was before both. */
async function handOn(tx: Transaction, postId: string, taken: TakenOut): Promise<void> {
  const [next] = await tx
    .select({ id: updates.id, before: updates.before })
    .from(updates)
    .where(
      and(
        eq(updates.postId, postId),
        isNotNull(updates.staffId),
        gte(updates.createdAt, new Date(taken.writtenAt)),
      ),
    )
    .orderBy(asc(updates.createdAt), asc(updates.id))
    .limit(1)
  if (!next?.before) return
  await tx
    .update(updates)
    .set({ before: beforeBoth(next.before, taken) })
    .where(eq(updates.id, next.id))
}

/** An open incident is again as it was before an entry. What a person did to it since still counts as done. */
export async function restoreBefore(
  tx: Transaction,
  postId: string,
  { before, writtenAt }: Pick<TakenBack, 'before' | 'writtenAt'>,
  now: Date,
): Promise<void> {
  const moment = (at: string | null) => (at === null ? null : new Date(at))
  const { touchedAt } = posts
  await tx
    .update(posts)
    .set({
      phase: before.phase,
      nextUpdateAt: moment(before.nextUpdateAt),
      touchedAt: sql`case when ${touchedAt} > ${timestamp(writtenAt)} then ${touchedAt}
        else ${before.touchedAt}::timestamptz end`,
      updatedAt: now,
    })
    .where(and(eq(posts.id, postId), isNull(posts.resolvedAt)))
}

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
  const titles = asPart('title', textsOf('title', post.translations))
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
