import type { Decision, DecisionInput, DecisionInWords } from '#lib/rules/decision/decide.ts'
import { decisionInWords } from '#lib/words/decision.ts'
import { timelineText } from '#lib/words/posts.ts'
import { wordsIn } from '#lib/words/words.ts'

/** A decision as people have it, with what it notes on timelines in words. */
export type SaidDecision = Omit<DecisionInWords, 'updates'> & {
  updates: (Decision['updates'][number] & { body: string })[]
}

export function sayDecision(
  decision: Decision,
  known: Pick<DecisionInput, 'incidents'>,
  now: Date,
): SaidDecision {
  const words = wordsIn('en')
  const said = decisionInWords(words, decision, known, now)
  return {
    ...said,
    updates: said.updates.map(update => ({ ...update, body: timelineText(words, update.facts) })),
  }
}
