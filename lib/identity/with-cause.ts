import { AsyncLocalStorage } from 'node:async_hooks'
import { logFault } from '#lib/faults/fault.ts'
import { log } from '#lib/log/log.ts'

type Level = 'debug' | 'info' | 'warn' | 'error'

/** What the identity library has caught meanwhile: it answers its own 500, rethrows something else, or goes on. */
const caught = new AsyncLocalStorage<{ failure: unknown }>()

/** What the library has to say. */
export const authLogger = {
  level: 'warn' as const,
  log: (level: Level, message: string, ...rest: unknown[]): void => {
    const failure = rest.find(each => each instanceof Error)
    const box = caught.getStore()
    if (failure && box && level === 'error') box.failure = failure
    else if (failure) logFault(`the identity library failed: ${message}`, failure)
    else log[level](message)
  },
}

/** Asks the identity library. Where it fails, throws why: else a database that is away would look like a link that is used. */
export async function withCause<T>(ask: () => Promise<T>): Promise<T> {
  const box: { failure: unknown } = { failure: undefined }
  const answer = await caught.run(box, ask).catch(error => {
    throw box.failure ?? error
  })
  // Signing out is answered well also where the session could not be ended.
  if (box.failure) throw box.failure
  if (answer instanceof Response && answer.status >= 500)
    throw new Error(`The identity library answered ${answer.status}.`)
  return answer
}
