import { AsyncLocalStorage } from 'node:async_hooks'
import { sharedOnce } from '#lib/shared.ts'

/** On whose behalf something happens: a request's or a job's. Every line of the log that is written meanwhile names it. */
export type LogContext = {
  requestId?: string
  job?: string
  jobId?: string
  /** Noted where the framework gave up this request: whether the database was away. It answers 500 for everything. */
  isAway?: boolean
  /** Where the request came from, noted once its headers are tidy. */
  from?: { address: string; device: string | null }
}

const store = sharedOnce('log-context', () => new AsyncLocalStorage<LogContext>())

export function inContext<T>(context: LogContext, run: () => T): T {
  return store.run(context, run)
}

export function currentContext(): LogContext | undefined {
  return store.getStore()
}
