import type { Decision, DecisionInput, DecisionInWords } from '#lib/rules/decision/decide.ts'
import type { Incident } from '#lib/rules/incidents/incident.ts'
import { explainInWords } from './alerts.ts'
import { titleOf } from './incidents.ts'
import type { Words } from './words.ts'

/** A decision with its reasons in words, and with the titles of its incidents, also of those that are only called otherwise now. */
export function decisionInWords(
  words: Words,
  decision: Decision,
  known: Pick<DecisionInput, 'incidents'>,
  now: Date,
): DecisionInWords {
  const { titles, results, ...rest } = decision
  const titled = (incident: Incident): Incident => {
    const facts = titles.get(incident.id)
    return facts ? { ...incident, title: titleOf(words, facts), titleFacts: facts } : incident
  }
  const changed = new Set(decision.incidents.map(incident => incident.id))
  const before = known.incidents.filter(incident => !changed.has(incident.id))
  const renamed = before.map(titled).filter((incident, i) => isOtherwise(incident, before[i]))
  const incidents = [...decision.incidents.map(titled), ...renamed]
  const all = [...known.incidents, ...incidents]
  return { ...rest, incidents, results: explainInWords(words, results, all, now) }
}

/** It is called otherwise, or what its title says was not kept: it is of a version that knew one language. */
function isOtherwise(incident: Incident, before: Incident | undefined): boolean {
  return incident.title !== before?.title || (incident.titleFacts !== null && before.titleFacts === null)
}
