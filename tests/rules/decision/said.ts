import type { Decision, Known } from '#lib/rules/decision/decide.ts'
import type { ExplainedInWords } from '#lib/rules/decision/explain.ts'
import { explainInWords } from '#lib/words/alerts.ts'
import { timelineText } from '#lib/words/posts.ts'
import { wordsIn } from '#lib/words/words.ts'

/** A decision as people have it: with its reasons, and what it notes on timelines, in words. */
export type SaidDecision = Omit<Decision, 'results' | 'updates'> & {
  results: ExplainedInWords[]
  updates: (Decision['updates'][number] & { body: string })[]
}

export function sayDecision(decision: Decision, known: Pick<Known, 'incidents'>, now: Date): SaidDecision {
  const words = wordsIn('en')
  const incidents = [...known.incidents, ...decision.incidents]
  return {
    ...decision,
    results: explainInWords(words, decision.results, incidents, now),
    updates: decision.updates.map(update => ({ ...update, body: timelineText(words, update.facts) })),
  }
}
