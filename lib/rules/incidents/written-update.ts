import type { Language } from '#lib/rules/languages/language.ts'
import type { TextTranslations } from '#lib/rules/languages/translation.ts'
import type { PostPhase } from '#lib/rules/posts/post.ts'

/** How an entry read before a correction. Moments are ISO 8601. staffId: who wrote these words. */
export type EarlierWords = {
  body: string
  /** Left out in what versions kept that knew one language. */
  language?: Language
  translations?: TextTranslations
  writtenAt: string
  staffId: string | null
}

/** What an incident was before an entry. Moments are ISO 8601. */
export type StateBefore = { phase: PostPhase | null; nextUpdateAt: string | null; touchedAt: string | null }

/** An entry that is taken out: what its incident was before it, and became by it. Moments are ISO 8601. */
export type TakenOut = { before: StateBefore; phase: PostPhase | null; writtenAt: string }

/**
 * What an incident was before an entry of which the one before it was taken out: what that one had changed is again as it
 * was before both; what something else changed between them stands.
 */
export function beforeBoth(next: StateBefore, taken: TakenOut): StateBefore {
  return {
    phase: next.phase === taken.phase ? taken.before.phase : next.phase,
    nextUpdateAt: taken.before.nextUpdateAt,
    touchedAt: next.touchedAt === taken.writtenAt ? taken.before.touchedAt : next.touchedAt,
  }
}

/** Whom an entry is told: nobody, who heard of its incident, or all who watch its servers. */
export const updateRecipients = ['nobody', 'heard', 'watching'] as const

/** An entry is corrected at most this often: what changes more is a new entry. */
export const mostCorrections = 20
