import type { ChannelName } from './destination.ts'
import type { Policy } from './policy.ts'
import { earliest, later, latest } from './time.ts'

export type DeliveryChannel = 'mail' | ChannelName

/** A provider knows an idempotency key for 24 hours: an hour before that, an attempt that may be a second one ends. */
const longestTrySeconds = 23 * 3600
const firstPauseSeconds = 2
const longestPauseSeconds = 3600

/**
 * The pause after so many failed attempts: anything from nothing to a limit that doubles each time, at most an hour.
 * Full jitter, after https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/. random: 0 to 1.
 */
export function pauseAfter(attempts: number, random: number): number {
  return random * Math.min(longestPauseSeconds, firstPauseSeconds * 2 ** (attempts - 1))
}

/** What a provider asks for, but a provider that asks for a longer pause than an hour is asked again anyway. */
export function askedPause(retryAfterSeconds: number): number {
  return Math.min(retryAfterSeconds, longestPauseSeconds)
}

/** What one address says may keep others waiting for no longer: anybody could name one that always asks for an hour. */
const longestSharedSeconds = 60

/** How long all wait that share a limit with a destination which asks for this pause. */
export function sharedPause(channel: ChannelName, retryAfterSeconds: number): number {
  const isOurs = channel === 'telegram' || channel === 'sms'
  return isOurs ? askedPause(retryAfterSeconds) : Math.min(retryAfterSeconds, longestSharedSeconds)
}

/**
 * Whether what may have been taken is sent again. A telephone rings at night: there, a thing twice is worse than the small
 * chance that it never came. Elsewhere the receiver knows it again, or a line twice does no harm.
 */
export function isRepeatable(channel: DeliveryChannel): boolean {
  switch (channel) {
    case 'sms':
    case 'telegram':
      return false
    case 'mail':
    case 'webhook':
    case 'slack':
    case 'discord':
    case 'teams':
    case 'ntfy':
    case 'web-push':
      return true
  }
}

/** Whether to stop trying what was first tried, or could have been, at that moment. */
export function isGivenUp(since: Date, now: Date): boolean {
  return later(since, longestTrySeconds) <= now
}

/**
 * When somebody may get the next mail. lettersAt: when his mails of the last hour went out.
 * The first of a storm goes at once, what follows is gathered, and beyond the cap it waits until an hour after the
 * first of those that count.
 */
export function mayWriteFrom(
  lettersAt: readonly Date[],
  policy: Pick<Policy, 'digestSeconds' | 'mailsPerHour'>,
  now: Date,
): Date {
  if (lettersAt.length === 0) return now
  const gathered = later(latest(lettersAt), policy.digestSeconds)
  const counting = [...lettersAt].sort((a, b) => b.getTime() - a.getTime()).slice(0, policy.mailsPerHour)
  const first = earliest(counting)
  const isFull = counting.length === policy.mailsPerHour && first !== null
  return latest([now, gathered, ...(isFull ? [later(first, 3600)] : [])])
}

/** Below this, nothing is a storm. */
const fewestHeld = 1_000

/** The most deliveries within an hour that go out without staff being asked. */
export function mostPerHour(confirmed: number, policy: Pick<Policy, 'deliveriesPerHour'>): number {
  return Math.max(fewestHeld, confirmed * policy.deliveriesPerHour)
}

/** How many of the places of a turn go to what is due, by whom they go first. They sum up to all of them. */
export type Places = { latest: number; longest: number }

const latestPart = 3 / 4
const retryPart = 1 / 2

/**
 * Of what is due, the latest bad news has three places of four before all other news, and what has waited longest has the
 * fourth: so trouble that is new never waits behind a large mailing, and nothing waits for ever.
 * random: 0 to 1; it decides about part of a place, so that the shares hold also where there is one place at a time.
 */
export function sharePlaces(places: number, random: number): Places {
  const latest = partOf(places, latestPart, random)
  return { latest, longest: places - latest }
}

/** Batches that are to be tried again have half of the places, so that their failures do not keep what is new waiting. */
export function retryPlaces(places: number, random: number): number {
  return partOf(places, retryPart, random)
}

function partOf(places: number, part: number, random: number): number {
  return Math.min(places, Math.floor(places * part + random))
}
