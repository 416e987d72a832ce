import { AsyncLocalStorage } from 'node:async_hooks'
import { setImmediate as turn } from 'node:timers/promises'

const reading = new AsyncLocalStorage<() => void>()

/** Runs a render, and says when it needs the database no more, if it tells. */
export function inReading<T>(end: () => void, render: () => Promise<T>): Promise<T> {
  return reading.run(end, render)
}

/** Call it in a render that has read all it needs. Resolves when whoever reads next has asked: both go on beside each other. */
export async function hasRead(): Promise<void> {
  reading.getStore()?.()
  await turn()
}
