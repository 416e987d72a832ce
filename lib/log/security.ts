import { subscribe } from 'node:diagnostics_channel'
import { sharedOnce } from '#lib/shared.ts'
import { log } from './log.ts'

/** What whoever watches over the installation looks for; docs/log.md says what each is, and what stands beside it. */
export type SecurityEvent =
  | 'signed-in'
  | 'signed-out'
  | 'sign-in-refused'
  | 'not-allowed'
  | 'key-refused'
  | 'token-refused'
  | 'signature-wrong'
  | 'origin-refused'
  | 'rate-limited'
  | 'secret-leaked'

/** In words, for who reads the log in a terminal. */
const sentences: Record<SecurityEvent, string> = {
  'signed-in': 'somebody signed in',
  'signed-out': 'somebody signed out',
  'sign-in-refused': 'a sign-in was refused',
  'not-allowed': 'somebody asked for what they may not do',
  'key-refused': 'a key of the API was refused',
  'token-refused': 'a token of a source was refused',
  'signature-wrong': 'a signature was wrong',
  'origin-refused': 'a form of another site was refused',
  'rate-limited': 'somebody asked too often',
  'secret-leaked': 'a leaked secret was ended',
}

/** Lines of one event in a minute: whoever is refused a million times must not fill the disk. */
const mostPerMinute = 120

type Count = { minute: number; lines: number; leftOut: number }
const counts = sharedOnce('security-log', () => new Map<SecurityEvent, Count>())

/**
 * Writes a line of the log with the field `security`: ids and networks, never a secret, an address or a name. Beyond some lines
 * a minute the others are counted, and the next line says how many were leftOut.
 */
export function logSecurity(event: SecurityEvent, facts: Record<string, string | number | boolean>): void {
  const minute = Math.floor(Date.now() / 60_000)
  const before = counts.get(event) ?? { minute, lines: 0, leftOut: 0 }
  const count = before.minute === minute ? before : { minute, lines: 0, leftOut: before.leftOut }
  counts.set(event, count)
  if (count.lines >= mostPerMinute) {
    count.leftOut++
    return
  }
  count.lines++
  const leftOut = count.leftOut > 0 ? { leftOut: count.leftOut } : {}
  count.leftOut = 0
  log.info(sentences[event], { security: event, ...facts, ...leftOut })
}

/**
 * Writes down who asks too often, and forms of other sites, wherever in this process that is noticed: see
 * lib/limits/rate-limit and lib/origin, which know no log.
 */
export function logNoticed(): void {
  sharedOnce('logs-noticed', () => {
    subscribe('allclear:rate-limited', message => {
      const { limit, from } = message as { limit: string; from: string }
      logSecurity('rate-limited', { limit, from })
    })
    subscribe('allclear:origin-refused', message => {
      const { origin } = message as { origin: string }
      logSecurity('origin-refused', { origin })
    })
    return true
  })
}
