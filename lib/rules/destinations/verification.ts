import { later } from '#lib/rules/time/time.ts'
import type { ChannelName } from './destination.ts'

/** Ways that one subscriber may have besides mail. */
export const mostDestinations = 10

/**
 * Messages that a subscriber may have sent by the form alone, to prove or to test a destination, in a day; the same for
 * one address whoever asks, so that many subscribers together flood nobody; and the same for all SMS, which cost money.
 */
const mostADay = { bySubscriber: 10, toAddress: 5, bySms: 200 }

/** Test messages of the last day. */
export type TestMessageCounts = { bySubscriber: number; toAddress: number; bySms: number }

export function mayTry(channel: ChannelName, counts: TestMessageCounts): boolean {
  if (counts.bySubscriber >= mostADay.bySubscriber || counts.toAddress >= mostADay.toAddress) return false
  return channel !== 'sms' || counts.bySms < mostADay.bySms
}

/** From when on a test message counts. */
export function oldestTestMessage(now: Date): Date {
  return later(now, -86_400)
}

/**
 * Whether somebody has to type back what we sent: anybody can name these addresses, only their reader sees the code.
 * The others are secrets themselves, known to who made them.
 */
export function needsCode(channel: ChannelName): boolean {
  switch (channel) {
    case 'webhook':
    case 'telegram':
    case 'ntfy':
    case 'sms':
      return true
    case 'slack':
    case 'discord':
    case 'teams':
    case 'web-push':
      return false
  }
}

export const codeMinutes = 60
/** Then the code is void: five of a million. */
const mostTries = 5

/** A code as it is kept; expiresAt null: none was sent. */
export type KeptCode = { hash: string | null; expiresAt: Date | null; tries: number }

export type CodeProblem = 'expired' | 'tries' | 'wrong'

/** What is wrong with a code that was typed, or null. givenHash: the typed code's. */
export function codeProblem(kept: KeptCode, givenHash: string, now: Date): CodeProblem | null {
  if (!kept.hash || !kept.expiresAt || kept.expiresAt <= now) return 'expired'
  if (kept.tries >= mostTries) return 'tries'
  return kept.hash === givenHash ? null : 'wrong'
}
