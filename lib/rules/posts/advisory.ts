import type { Language } from '#lib/rules/languages/language.ts'
import type { PostTranslations, SpokenWords } from '#lib/rules/languages/translation.ts'
import type { NoticeFacts } from '#lib/rules/notices/notice.ts'
import type { PostKind } from './post.ts'

/** An advisory that comes to light later than this is no news any more, days. */
const freshDays = 7

/** A published advisory counts as current for this long. */
export const currentDays = 14

/** Lengths in UTF-16 units, as a browser counts what is typed; the same as in posts kept as files. */
export const advisoryLimits = { title: 120, summary: 200, body: 50_000, change: 400 } as const

/** What staff write of an advisory. No server: it concerns everybody. */
export type AdvisoryDraft = {
  title: string
  summary: string
  body: string
  serverIds: string[]
  /** In which it is written; left out in drafts of versions that knew one. */
  language?: Language
  translations?: PostTranslations
}

/** How a draft is published at its time: what the person chose who set the time. */
export type PublishPlan = SpokenWords & { staffId: string; isTold: boolean; change: string | null }

export type PublishedPost = {
  kind: PostKind
  publishedAt: Date
  /** Its author wants it mailed. */
  notify: boolean
  /** Since when customers count as told of it; null: they were not. */
  announcedAt: Date | null
}

/** Whether customers must hear of a published post as an advisory: once, when its author wants it, and only while it is news. */
export function isNewAdvisory({ kind, publishedAt, notify, announcedAt }: PublishedPost, now: Date): boolean {
  if (kind !== 'advisory' || !notify || announcedAt) return false
  const age = now.getTime() - publishedAt.getTime()
  return age >= 0 && age <= freshDays * 86_400_000
}

export type Warning = {
  title: string
  /** As plain text, with empty lines between its parts. */
  text: string
  servers: readonly { id: string; label: string }[]
  publishedAt: Date
}

/** The facts of a notice about an advisory: nothing is known to be wrong with what it names. */
export function advisoryFacts({ title, text, servers, publishedAt }: Warning): NoticeFacts {
  return {
    servers: servers.map(({ id, label }) => ({
      id,
      label,
      impact: 'operational' as const,
      cause: null,
      since: publishedAt.toISOString(),
    })),
    endedBefore: [],
    stillAffected: [],
    saying: { is: 'words', about: 'advisory', title, text },
  }
}

/**
 * As what subscribers hear of an advisory that is published: an update goes to who heard of it, a warning to all who
 * watch what it names. told: the servers of each warning so far, none of them for everybody.
 */
export function advisoryNotice(
  named: readonly string[],
  told: readonly (readonly string[])[],
): 'advisory' | 'update' {
  if (told.length === 0) return 'advisory'
  if (told.some(ids => ids.length === 0)) return 'update'
  const known = new Set(told.flat())
  return named.length > 0 && named.every(id => known.has(id)) ? 'update' : 'advisory'
}
