import { env } from '#lib/env.ts'
import { sharedOnce } from '#lib/shared.ts'
import { inWords } from './in-words.ts'

/** Where the log goes, a line of JSON at a time. */
export type Output = { write(line: string): void }

/**
 * The standard output, which is written to at once, so that no line is lost when the process ends: as JSON for programs,
 * in words for who develops, or has started the process in a terminal.
 */
export const output = sharedOnce('log-output', (): Output => {
  const isRead = env.NODE_ENV !== 'production' || process.stdout.isTTY === true
  // Who reads the log may be gone: that is no reason to end.
  process.stdout.on('error', () => {})
  return { write: line => void process.stdout.write(isRead ? inWords(line) : line) }
})
