import { later } from '#lib/rules/time/time.ts'

/**
 * What deliveries said, and each failed attempt's answer: for questions of customers and of the provider, which come
 * within weeks. That somebody was told, when and by which channel stays as long as the post.
 */
const bodyDays = 30

/** A pace whose last turn and pause are over says nothing. */
const rateLimitDays = 1

/** A question to an address that nobody confirmed: its links have long expired, and its limits count no more. */
const questionDays = 30

/** Bodies of batches that were settled and made before this moment are purged now. */
export function bodiesTooOld(now: Date): Date {
  return later(now, -bodyDays * 86_400)
}

/** Addresses that were last asked before this moment, and never confirmed, are forgotten now. */
export function askedTooLongAgo(now: Date): Date {
  return later(now, -questionDays * 86_400)
}

/** Paces that were last used before this moment are purged now. */
export function rateLimitsTooOld(now: Date): Date {
  return later(now, -rateLimitDays * 86_400)
}
