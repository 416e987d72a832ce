import type { PostPhase } from '#lib/rules/posts/post.ts'

/** How an entry read before a correction. Moments are ISO 8601. staffId: who wrote these words. */
export type EarlierWords = { body: string; writtenAt: string; staffId: string | null }

/** What an incident was before an entry. Moments are ISO 8601. */
export type StateBefore = { phase: PostPhase | null; nextUpdateAt: string | null; touchedAt: string | null }

/** Whom an entry is told: nobody, who heard of its incident, or all who watch its servers. */
export const updateRecipients = ['nobody', 'heard', 'watching'] as const

/** An entry is corrected at most this often: what changes more is a new entry. */
export const mostCorrections = 20
