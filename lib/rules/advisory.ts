import type { PostKind } from './post.ts'

/** An advisory that comes to light later than this is no news any more, days. */
const newsDays = 7

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
  return age >= 0 && age <= newsDays * 86_400_000
}
