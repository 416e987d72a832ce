import type { Decision, Known } from '#lib/rules/decision/decide.ts'
import type { ExplainedInWords } from '#lib/rules/decision/explain.ts'
import { explainInWords } from '#lib/words/alerts.ts'
import { timelineText } from '#lib/words/posts.ts'
import { wordsIn } from '#lib/words/words.ts'

/** A decision as people have it: what it notes on timelines, and its reasons, in words. */
export type SaidDecision = Omit<Decision, 'updates' | 'results'> & {
  updates: (Decision['updates'][number] & { body: string })[]
  results: ExplainedInWords[]
}

export function sayDecision(decision: Decision, known: Known, now: Date): SaidDecision {
  const words = wordsIn('en')
  const updates = decision.updates.map(update => ({ ...update, body: timelineText(words, update.facts) }))
  const incidents = [...known.incidents, ...decision.incidents]
  return { ...decision, updates, results: explainInWords(words, decision.results, incidents, now) }
}
