import { type ChannelName, factsOf } from '#lib/rules/destinations/destination.ts'
import type { Policy } from '#lib/rules/policy/policy.ts'
import { later, latest } from '#lib/rules/time/time.ts'
import type { NoticeKind } from './notice.ts'

export type DeliveryChannel = 'mail' | ChannelName

/** A provider knows an idempotency key for 24 hours: an hour before that, an attempt that may be a second one ends. */
const longestTrySeconds = 23 * 3600
const firstPauseSeconds = 2
const longestPauseSeconds = 3600

/**
 * The pause after this many failed attempts: anything from nothing to a limit that doubles each time, at most an
 * hour. Full jitter, after https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/. random: 0 to 1.
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
  return factsOf(channel).isLimitOurs
    ? askedPause(retryAfterSeconds)
    : Math.min(retryAfterSeconds, longestSharedSeconds)
}

/** Whether what may have been taken is sent again. */
export function isRepeatable(channel: DeliveryChannel): boolean {
  return channel === 'mail' || factsOf(channel).isRepeatable
}

/** Whether to stop trying what was first tried, or could have been, at that moment. */
export function isGivenUp(since: Date, now: Date): boolean {
  return later(since, longestTrySeconds) <= now
}

/** What no count of mails holds back: trouble, a warning of staff, and what is held for staff. */
export const urgentKinds = [
  'began',
  'worsened',
  'intermittent',
  'advisory',
  'held',
] as const satisfies NoticeKind[]

/** A mail of the last hour to somebody. isUrgent: it told something that is. isUnderWay: nobody knows yet whether it was taken. */
export type SentMail = { at: Date; isUrgent: boolean; isUnderWay: boolean }

type Calm = Pick<Policy, 'digestSeconds' | 'mailsPerHour' | 'stormMinutes'>

/** Nobody knows when a mail that is under way will be done, so it is asked again after this long. */
const lookAgainSeconds = 5

/**
 * When somebody may get their next mail, if something urgent waits for them. What follows a mail is gathered for a
 * moment, also where that mail is still under way; only where one hour brought them as many urgent mails as the cap
 * are they a storm, which is told every few minutes.
 */
export function mayAlarmFrom(mails: readonly SentMail[], policy: Calm, now: Date): Date {
  const urgent = mails.filter(mail => mail.isUrgent).map(mail => mail.at)
  const isStorm = urgent.length >= policy.mailsPerHour
  return latest([
    now,
    ...mails.map(mail => later(mail.at, policy.digestSeconds)),
    ...(isStorm ? [later(latest(urgent), policy.stormMinutes * 60)] : []),
  ])
}

/**
 * The same where nothing urgent waits: all mails count, beyond the cap it waits until an hour after the first of those that
 * count, and what is under way goes first, so that no end overtakes its beginning.
 */
export function mayWriteFrom(mails: readonly SentMail[], policy: Calm, now: Date): Date {
  const moments = mails.map(mail => mail.at).sort((a, b) => b.getTime() - a.getTime())
  const first = moments[policy.mailsPerHour - 1]
  return latest([
    now,
    ...moments.map(moment => later(moment, policy.digestSeconds)),
    ...(first ? [later(first, 3600)] : []),
    ...(mails.some(mail => mail.isUnderWay) ? [later(now, lookAgainSeconds)] : []),
  ])
}

/** Below this, nothing is a storm. */
const fewestHeld = 1_000

/** The most deliveries within an hour that go out without staff being asked. */
export function mostPerHour(confirmed: number, policy: Pick<Policy, 'deliveriesPerHour'>): number {
  return Math.max(fewestHeld, confirmed * policy.deliveriesPerHour)
}

/** How many of the places of a turn go to what is due, by whom they go first. They sum up to all of them. */
export type SendingPlaces = { latest: number; longest: number }

const latestPart = 3 / 4
const retryPart = 1 / 2

/**
 * Of what is due, the latest bad news has three places of four before all other news, and what has waited longest has the
 * fourth: so trouble that is new never waits behind a large mailing, and nothing waits for ever.
 * random: 0 to 1; it decides about part of a place, so that the shares hold also where there is one place at a time.
 */
export function sharePlaces(places: number, random: number): SendingPlaces {
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
