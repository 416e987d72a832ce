import type { Database } from '#db/client.ts'
import { readKeptOfIncident } from '#db/reads/reviews/review-facts.ts'
import { plainText } from '#lib/posts/plain-text.ts'
import { updateText } from '#lib/words/posts.ts'
import { reviewDraft } from '#lib/words/reviews.ts'
import { wordsIn } from '#lib/words/words.ts'

/** An entry of the timeline is its first line here: the page has all of it. */
const mostEntry = 300

/** What a review begins with, from what is kept of its incident; null: it is not over. Nothing is saved. */
export async function draftReview(db: Database, postId: string): Promise<string | null> {
  const kept = await readKeptOfIncident(db, postId)
  if (!kept) return null
  const words = wordsIn('en')
  const entries = kept.entries.map(({ at, ...content }) => {
    const [line = ''] = plainText(updateText(words, content), 'light').split('\n')
    return { at, text: line.length > mostEntry ? `${line.slice(0, mostEntry - 1)}…` : line }
  })
  return reviewDraft(words, { ...kept, entries })
}
