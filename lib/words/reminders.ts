import type { ReminderFacts } from '#lib/rules/reminders/reminder-facts.ts'
import type { TimeWords } from './time.ts'
import type { Words } from './words.ts'

/** Enough for one look; the desk has the rest. */
const mostNamed = 8

/** What one message reminds of, one thing or several: its first sentence, and those after it. */
export function reminderSentences(
  words: Words,
  facts: readonly ReminderFacts[],
  times: TimeWords,
): { headline: string; lines: string[] } {
  const [only, second] = facts
  const next = facts.some(({ isNext }) => isNext) ? [words('reminders.next')] : []
  if (only && !second) {
    const said = saidOf(only, times)
    return {
      headline: words(`reminders.headline.${only.kind}`, said),
      lines: [words(`reminders.line.${only.kind}`, said), ...next],
    }
  }
  const named = facts.slice(0, mostNamed)
  const rest = facts.length - named.length
  return {
    headline: words('reminders.several', { count: facts.length }),
    lines: [
      ...named.map(each => words(`reminders.headline.${each.kind}`, saidOf(each, times))),
      ...(rest > 0 ? [words('reminders.more', { count: rest })] : []),
      ...next,
    ],
  }
}

function saidOf({ title, at }: ReminderFacts, times: TimeWords) {
  return { title, at: times.moment(at) }
}
