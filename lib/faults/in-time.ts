import { setTimeout as pause } from 'node:timers/promises'
import { RenderFailure } from './render-failure.ts'

/** What is done, where it is done within this many milliseconds. Else rejects as what takes too long; it goes on, and nobody hears of it. */
export async function inTime<T>(doing: Promise<T>, mostMs: number): Promise<T> {
  const end = new AbortController()
  const tooLate = pause(mostMs, undefined, { signal: end.signal }).then(() => {
    throw new RenderFailure('late', `it took more than ${mostMs} ms`)
  })
  // Whichever comes second is waited for by nobody.
  for (const each of [doing, tooLate]) each.catch(() => {})
  try {
    return await Promise.race([doing, tooLate])
  } finally {
    end.abort()
  }
}
