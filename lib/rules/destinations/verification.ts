import { later } from '#lib/rules/time/time.ts'
import { type ChannelName, factsOf } from './destination.ts'

/** Ways that one subscriber may have besides mail. */
export const mostDestinations = 10

/**
 * Messages that a subscriber may have sent by the form alone, to prove or to test a destination, in a day; the same for
 * one address whoever asks, so that many subscribers together flood nobody.
 */
const mostADay = { bySubscriber: 10, toAddress: 5 }

/** Test messages of the last day. byChannel: of all readers. */
export type TestMessageCounts = { bySubscriber: number; toAddress: number; byChannel: number }

/** Whether one more test message may go out, given how many did within a day. */
export function mayTry(channel: ChannelName, counts: TestMessageCounts): boolean {
  if (counts.bySubscriber >= mostADay.bySubscriber || counts.toAddress >= mostADay.toAddress) return false
  return counts.byChannel < (factsOf(channel).mostTestMessagesADay ?? Infinity)
}

/** From when on a test message counts. */
export function oldestTestMessage(now: Date): Date {
  return later(now, -86_400)
}

/** Whether somebody has to type back what we sent, before anything else is sent there. */
export function needsCode(channel: ChannelName): boolean {
  return factsOf(channel).needsCode
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
