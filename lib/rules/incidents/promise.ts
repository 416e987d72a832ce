import { later } from '#lib/rules/time/time.ts'

/** Nobody is promised something in more than a week. */
const longestPromiseSeconds = 7 * 86_400

/** Why customers cannot be promised an update for this moment; null: they can. */
export function promiseProblem(at: Date, now: Date): 'past' | 'far' | null {
  if (at <= now) return 'past'
  return at > later(now, longestPromiseSeconds) ? 'far' : null
}
