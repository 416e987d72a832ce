import type { Database } from '#db/client.ts'
import type { Review } from '#db/reads/reviews/review.ts'
import { changeReview, lockReview } from '#db/writes/reviews/reviews.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { saidText } from '#lib/flows/posts/said-words.ts'
import { isSame } from '#lib/rules/decision/same.ts'
import type { SpokenWords, WrittenText } from '#lib/rules/languages/translation.ts'

export type WrittenReview = SpokenWords & {
  postId: string
  staffId: string
  /** What the person had seen; 0: there was none. */
  version: number
  text: string
}

/**
 * Keeps what staff wrote of a review as its draft; readers see nothing of it until it is published. changed-meanwhile: a
 * colleague changed it since, and nothing was saved. gone: the incident is not over, or not public.
 */
export function saveReview(
  db: Database,
  { postId, staffId, version, text, ...spoken }: WrittenReview,
  now: Date,
): Promise<'done' | 'changed-meanwhile' | 'gone'> {
  return db.transaction(async tx => {
    const held = await lockReview(tx, postId)
    if (!held) return 'gone'
    const said = saidText(text, spoken)
    if (held.review && isSaved(held.review, said)) return 'done'
    if ((held.review?.version ?? 0) !== version) return 'changed-meanwhile'
    await changeReview(
      tx,
      held,
      { draft: text, language: said.language, draftTranslations: said.translations, isWaived: false },
      now,
    )
    await writeAudit(tx, { at: now, staffId, action: 'save-review', subject: `post ${postId}` })
    return 'done'
  })
}

function isSaved(review: Review, { text, language, translations }: WrittenText): boolean {
  const isSaid = review.draft === text && review.language === language
  return isSaid && isSame(review.draftTranslations, translations)
}
