import { type DeskWaiting, waitingKinds } from '#lib/rules/incidents/desk-waiting.ts'
import type { Words } from './words.ts'

/** First what waits for a person, else what is open: "One incident is held for you, 2 guesses wait for your answer." */
export function waitingSentence(words: Words, waiting: DeskWaiting, open: number): string {
  const parts = waitingKinds
    .filter(kind => waiting[kind] > 0)
    .map(kind => words(`desk.parts.${kind}`, { count: waiting[kind] }))
  if (parts.length === 0) return words('desk.quiet', { open })
  const sentence = words('desk.waiting', { parts: rowOf(words, parts) })
  return `${sentence.charAt(0).toLocaleUpperCase(words('language.tag'))}${sentence.slice(1)}`
}

/** "a, b, c" */
function rowOf(words: Words, parts: readonly string[]): string {
  return new Intl.ListFormat(words('language.tag'), { type: 'unit' }).format(parts)
}
