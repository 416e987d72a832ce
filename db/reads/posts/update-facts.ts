import type { updates } from '#db/schema/update.ts'
import { TimelineFacts } from '#lib/rules/incidents/timeline-facts.ts'
import type { WrittenText } from '#lib/rules/languages/translation.ts'
import type { PostPhase } from '#lib/rules/posts/post.ts'

/** What an update says: the words of a person, or facts. */
export type UpdateContent = { body: WrittenText | null; facts: TimelineFacts | null }

/** Throws when the stored facts are none. */
export function contentOf({
  body,
  facts,
  language,
  translations,
}: Pick<typeof updates.$inferSelect, 'body' | 'facts' | 'language' | 'translations'>): UpdateContent {
  const written = body === null ? null : { text: body, language, translations }
  return { body: written, facts: facts === null ? null : TimelineFacts.parse(facts) }
}

export type PostUpdate = UpdateContent & {
  id: string
  phase: PostPhase | null
  createdAt: Date
  isByStaff: boolean
  /** When a person last changed its words; null: nobody did. */
  correctedAt: Date | null
}

/** An entry of a timeline as readers see it. */
export function updateOf(row: typeof updates.$inferSelect): PostUpdate {
  const { id, phase, createdAt, staffId, correctedAt } = row
  return { id, phase, createdAt, ...contentOf(row), isByStaff: staffId !== null, correctedAt }
}
