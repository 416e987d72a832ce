import { setTimeout as pause } from 'node:timers/promises'

/** Waits for a condition, looking every 25 ms. Throws with what was waited for when it does not come in time. */
export async function until<T>(
  condition: () => Promise<T | false | undefined | null> | T | false | undefined | null,
  what: string,
  withinMs = 10_000,
): Promise<T> {
  const deadline = Date.now() + withinMs
  for (;;) {
    const value = await condition()
    if (value) return value
    if (Date.now() > deadline) throw new Error(`Waited ${withinMs} ms in vain until ${what}.`)
    await pause(25)
  }
}
