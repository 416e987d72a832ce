/**
 * How long we take ourselves: from the arrival of an alert until the pages that it changes show it (public), and until the first
 * mail that tells it was handed over (mail).
 */
export const delayKinds = ['public', 'mail'] as const
export type DelayKind = (typeof delayKinds)[number]

/** How many delays of a day fell into a bucket. day: "2026-11-30", UTC. */
export type DelayCount = { day: string; kind: DelayKind; bucket: number; count: number }

/** What is said of several delays, in milliseconds: half and nine of ten took no longer than that, and none longer than most. */
export type DelayFigures = { count: number; half: number; nineOfTen: number; most: number }

const firstMs = 10
/** Each bucket reaches a quarter further than the one before, so a figure is at most a quarter too large, and never too small. */
const growth = 1.25
const lastBucket = 80

/** The bucket of a delay; a clock that was set back makes none less than nothing. */
export function delayBucket(ms: number): number {
  if (ms <= firstMs) return 0
  return Math.min(lastBucket, Math.ceil(Math.log(ms / firstMs) / Math.log(growth) - 1e-9))
}

/** The longest delay of a bucket, in milliseconds. */
export function longestOf(bucket: number): number {
  return Math.round(firstMs * growth ** bucket)
}

/** The day by UTC, "2026-11-30". */
export function dayOfDelay(at: Date): string {
  return at.toISOString().slice(0, 10)
}

/** What is said of these counts; null: they are fewer than least, of which nothing is to be said. */
export function delayFigures(
  counts: readonly Pick<DelayCount, 'bucket' | 'count'>[],
  least = 1,
): DelayFigures | null {
  const total = counts.reduce((sum, { count }) => sum + count, 0)
  if (total === 0 || total < least) return null
  const ordered = [...counts].sort((a, b) => a.bucket - b.bucket)
  const within = (part: number) => {
    let seen = 0
    for (const { bucket, count } of ordered) {
      seen += count
      if (seen >= part * total) return longestOf(bucket)
    }
    return longestOf(lastBucket)
  }
  return { count: total, half: within(0.5), nineOfTen: within(0.9), most: within(1) }
}

/** Of how many days readers are told, and of no fewer delays than this: a handful says nothing. */
export const publicDays = 30
export const leastPublic = 20
