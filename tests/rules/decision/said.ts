import type { Decision } from '#lib/rules/decision/decide.ts'
import { timelineText } from '#lib/words/posts.ts'
import { wordsIn } from '#lib/words/words.ts'

/** A decision as readers have it: what it notes on timelines in words. */
export type SaidDecision = Omit<Decision, 'updates'> & {
  updates: (Decision['updates'][number] & { body: string })[]
}

export function sayDecision(decision: Decision): SaidDecision {
  const updates = decision.updates.map(update => ({
    ...update,
    body: timelineText(wordsIn('en'), update.facts),
  }))
  return { ...decision, updates }
}
