import type { EligibilityReason } from '#lib/rules/decision/eligibility-reason.ts'
import type { ExplainedInWords, ExplainedLine } from '#lib/rules/decision/explain.ts'
import type { Reason } from '#lib/rules/decision/reason.ts'
import { shortDuration, utcTime } from './time.ts'
import type { Words } from './words.ts'

/** What a reason is said with. titles: those of the incidents that a decision knew and made, by their ids. */
type Situation = { titles: ReadonlyMap<string, string>; now: Date }

/** The lines that a decision explained, with their reasons in words. */
export function explainInWords(
  words: Words,
  results: readonly ExplainedLine[],
  incidents: readonly { id: string; title: string }[],
  now: Date,
): ExplainedInWords[] {
  const titles = new Map(incidents.map(({ id, title }) => [id, title]))
  // In a storm thousands of lines have few reasons, and to word one takes longer than to find it again.
  const worded = new Map<string, string>()
  const textOf = (reason: Reason) => {
    const key = JSON.stringify(reason)
    const text = worded.get(key) ?? reasonText(words, reason, { titles, now })
    worded.set(key, text)
    return text
  }
  return results.map(line => ({ ...line, reason: textOf(line.reason) }))
}

function reasonText(words: Words, reason: Reason, { titles, now }: Situation): string {
  const title = ('incidentId' in reason && titles.get(reason.incidentId)) || ''
  switch (reason.is) {
    case 'late':
      return words('alerts.reasons.late')
    case 'suspicious-file':
      return words('alerts.reasons.suspiciousFile')
    case 'guess':
      return words('alerts.reasons.guess', { impact: reason.impact, server: reason.server })
    case 'guess-ended':
      return words('alerts.reasons.guessEnded')
    case 'end-unheard':
      return words('alerts.reasons.endUnheard')
    case 'over-already':
      return words('alerts.reasons.overAlready')
    case 'flapping-end':
      return words('alerts.reasons.flappingEnd', { percent: reason.percent, title })
    case 'watched': {
      const duration = shortDuration(words, reason.seconds)
      return words('alerts.reasons.watched', { server: reason.server, title, duration })
    }
    case 'others-open':
      return words('alerts.reasons.othersOpen', { server: reason.server, title })
    case 'ended':
      return words('alerts.reasons.ended', { title })
    case 'flapping':
      return words('alerts.reasons.flapping', { place: reason.place, percent: reason.percent, title })
    case 'joined-of-group':
      return words('alerts.reasons.joinedOfGroup', { group: reason.group, title })
    case 'in-incident':
      return words('alerts.reasons.inIncident', { place: reason.place, title })
    default:
      return eligibilityText(words, reason, now)
  }
}

/** Why an open alert counts or does not. */
function eligibilityText(words: Words, reason: EligibilityReason, now: Date): string {
  switch (reason.is) {
    case 'accepted':
      return words('alerts.reasons.accepted')
    case 'incident-ended':
      return words('alerts.reasons.incidentEnded')
    case 'meaningless':
      return words('alerts.reasons.meaningless', { kind: reason.kind, severity: reason.severity })
    case 'too-old':
      return words('alerts.reasons.tooOld', { days: reason.days })
    case 'maintenance':
      return words('alerts.reasons.maintenance', {
        kind: reason.kind,
        time: utcTime(words, reason.until, now),
      })
    case 'unconfirmed':
      return words('alerts.reasons.unconfirmed', { duration: shortDuration(words, reason.seconds) })
    case 'server-down':
      return words('alerts.reasons.serverDown', { server: reason.server })
    case 'group-down':
      return words('alerts.reasons.groupDown', { group: reason.group })
    case 'known-trouble':
      return words('alerts.reasons.knownTrouble', { server: reason.server })
  }
}
