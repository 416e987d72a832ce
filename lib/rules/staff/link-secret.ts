import { z } from 'zod'
import { later } from '#lib/rules/time/time.ts'

/**
 * A secret that signed links before. until: when links that end something, as unsubscribing does, stop counting;
 * othersUntil: when all others do.
 */
export const PreviousSecret = z.object({
  value: z.string().min(32),
  until: z.iso.datetime(),
  othersUntil: z.iso.datetime(),
})
export type PreviousSecret = z.infer<typeof PreviousSecret>

/** The secret with which links are signed, and those of before that are still believed. */
export type LinkSecrets = { present: string; previous: readonly PreviousSecret[] }

/** Whoever has a mail may still leave by it after this: nobody is kept because we changed a key. */
export const endingLinkDays = 365

/** The secrets of before once this one is past, too. What no link needs any more is forgotten. */
export function withPrevious(
  before: readonly PreviousSecret[],
  value: string,
  now: Date,
  othersUntil: Date,
): PreviousSecret[] {
  const until = later(now, endingLinkDays * 86_400).toISOString()
  const kept = before
    .filter(secret => new Date(secret.until) > now)
    // Who changes the key has a reason not to trust what was signed before.
    .map(secret => ({
      ...secret,
      othersUntil: [secret.othersUntil, othersUntil.toISOString()].sort()[0] ?? '',
    }))
  return [{ value, until, othersUntil: othersUntil.toISOString() }, ...kept]
}
