import type { SourceRule } from './source-rule.ts'

/** What staff can make of alerts that are like one that they answered. */
export const ruleChoices = ['outage', 'slowdown', 'staff-only', 'ignore'] as const
export type RuleChoice = (typeof ruleChoices)[number]

type Said = { summary: string; labels: Readonly<Record<string, string>>; host: string | null }

/** Which alerts of a source are like one of them. by: they have the same name, or say the same; text: that. */
export type Likeness = { match: SourceRule['match']; by: 'name' | 'saying'; text: string }

/** The shortest text that tells one sort of alert from another. */
const leastWords = 4

/** Those of the same name; where it has none, those whose summary has its longest words in a row, without numbers and names of servers. */
export function likenessOf({ summary, labels, host }: Said): Likeness {
  const alertName = Object.hasOwn(labels, 'alertname') ? labels.alertname : undefined
  if (alertName) return { match: { alertName }, by: 'name', text: alertName }
  const text = longestWords(summary, host)
  return { match: { pattern: literal(text), in: 'summary' }, by: 'saying', text }
}

export function ruleFor(match: SourceRule['match'], choice: RuleChoice): SourceRule {
  switch (choice) {
    case 'outage':
    case 'slowdown':
      return { match, effect: { kind: choice } }
    case 'staff-only':
      return { match, effect: { kind: 'other' } }
    case 'ignore':
      return { match, effect: { ignore: true } }
  }
}

function longestWords(summary: string, host: string | null): string {
  const plain = host ? summary.replaceAll(host, '0') : summary
  const pieces = plain.split(/\S*\d\S*/).map(piece => piece.replace(/^[\s:;,.|()-]+|[\s:;,.|()-]+$/g, ''))
  const longest = pieces.reduce((a, b) => (b.length > a.length ? b : a), '')
  const chosen = longest.length >= leastWords ? longest : summary
  return [...chosen].slice(0, 80).join('').trim()
}

/** A text as a pattern in which its own signs stand for themselves. */
function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, sign => `\\${sign}`)
}
