import { TimelineFacts } from '#lib/rules/incidents/timeline-facts.ts'

/** What an update says: the words of a person, or facts. */
export type UpdateContent = { body: string | null; facts: TimelineFacts | null }

/** Throws when the stored facts are none. */
export function contentOf({ body, facts }: { body: string | null; facts: unknown }): UpdateContent {
  return { body, facts: facts === null ? null : TimelineFacts.parse(facts) }
}
