import { RenderFailure } from './render-failure.ts'

/** What is done, where it is done within this many milliseconds. Else rejects as what takes too long; it goes on, and nobody hears of it. */
export function inTime<T>(doing: Promise<T>, mostMs: number): Promise<T> {
  return new Promise((resolve, reject) => {
    // A pause that can be called off costs an error each time, and every alert comes through here.
    const timer = setTimeout(
      () => reject(new RenderFailure('late', `it took more than ${mostMs} ms`)),
      mostMs,
    )
    doing.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
