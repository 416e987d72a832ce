import { isDatabaseAway } from '#db/is-away.ts'
import { currentContext } from '#lib/log/context.ts'
import { log } from '#lib/log/log.ts'
import { redact } from '#lib/log/redact.ts'
import { sharedOnce } from '#lib/shared.ts'
import { absence, noteFailedWrite } from './absence.ts'
import { RenderFailure } from './render-failure.ts'

/** Why something could not be done: the database cannot be reached, or it takes too long, which passes, or a fault of ours, which does not. */
export type Fault = RenderFailure['fault']

export function faultOf(error: unknown): Fault {
  if (error instanceof RenderFailure) return error.fault
  return isDatabaseAway(error) ? 'away' : 'bug'
}

/**
 * What failed goes to the log: with its stack where the fault is ours, in a line where the database is away. While it is
 * known to be, that has been said, and thousands of requests would say it again each second.
 */
export function logFault(sentence: string, error: unknown): void {
  if (faultOf(error) !== 'away') {
    log.error(sentence, { err: error })
    return
  }
  noteFailedWrite(error)
  const say = absence() || wasSaid(sentence) ? log.debug : log.warn
  say(`${sentence}: ${reasonOf(error)}`)
}

/** The same is said again after so long, where nobody watches over the database or it only has no room for one more. */
const quietMs = 10_000
const mostRemembered = 200
const said = sharedOnce('said-away', () => new Map<string, number>())

/** Lets everything be said again, as in a process that has just begun. */
export function forgetSaid(): void {
  said.clear()
}

/** Whether this was said a moment ago. Numbers in it make no difference. */
function wasSaid(sentence: string): boolean {
  const key = sentence.replace(/\d+/g, '0')
  const now = performance.now()
  if (now - (said.get(key) ?? Number.NEGATIVE_INFINITY) < quietMs) return true
  if (said.size >= mostRemembered) said.clear()
  said.set(key, now)
  return false
}

/** Notes in its request why the framework gives it up. */
export function noteFault(error: unknown): void {
  const context = currentContext()
  if (context) context.isAway = faultOf(error) === 'away'
}

/** What was thrown in a line: of a failed query what PostgreSQL says. The query's own message repeats all values. */
function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const message = cause instanceof Error ? cause.message || String(cause) : String(cause)
  return redact(message.slice(0, 200))
}
