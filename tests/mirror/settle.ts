import type { Mirror } from '#lib/mirror/mirror.ts'

/** More turns than any copy of these tests takes. */
const mostTurns = 200

/** Turns until nothing is left to do. Returns how often the copy was shown. */
export async function settle(mirror: Pick<Mirror, 'turn'>): Promise<number> {
  let published = 0
  for (let turns = 0; turns < mostTurns; turns++) {
    const { isPublished, waitMs } = await mirror.turn()
    if (isPublished) published += 1
    if (waitMs > 0) return published
  }
  throw new Error(`The copy is not done after ${mostTurns} turns.`)
}
