import { isDatabaseAway } from '#db/is-away.ts'
import { currentContext } from '#lib/log/context.ts'
import { log } from '#lib/log/log.ts'
import { redact } from '#lib/log/redact.ts'
import { RenderFailure } from './render-failure.ts'

/** Why something could not be done: the database cannot be reached, or it takes too long, which passes, or a fault of ours, which does not. */
export type Fault = RenderFailure['fault']

export function faultOf(error: unknown): Fault {
  if (error instanceof RenderFailure) return error.fault
  return isDatabaseAway(error) ? 'away' : 'bug'
}

/** What failed goes to the log: with its stack where the fault is ours, in a line where the database is away. */
export function logFault(sentence: string, error: unknown): void {
  if (faultOf(error) === 'away') log.warn(`${sentence}: ${reasonOf(error)}`)
  else log.error(sentence, { err: error })
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
