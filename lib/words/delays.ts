import type { DelayFigures } from '#lib/rules/delays/delay.ts'
import { inDuration } from './time.ts'
import type { Words } from './words.ts'

/** How fast readers are told, in a sentence; null: too little was measured to say anything. mail: null where that is so of mails alone. */
export function howFastWords(
  words: Words,
  shown: DelayFigures | null,
  mail: DelayFigures | null,
): string | null {
  if (!shown) return null
  const ofPages = {
    count: shown.count,
    half: within(words, shown.half),
    most: within(words, shown.nineOfTen),
  }
  if (!mail) return words('history.howFast.pages', ofPages)
  return words('history.howFast.both', { ...ofPages, mail: within(words, mail.half) })
}

/** Rounded up, so that it is never less than it was: "1 second", "14 seconds", "3 minutes". */
function within(words: Words, ms: number): string {
  if (ms > 90_000) return inDuration(words, Math.ceil(ms / 60_000))
  return words('time.fullSeconds', { seconds: Math.max(1, Math.ceil(ms / 1000)) })
}
