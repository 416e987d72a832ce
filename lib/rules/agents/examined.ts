import { later } from '#lib/rules/time/time.ts'

/** The agent of a server that a post does not name, when staff ask of whom they can say that nothing was found. */
export type Examination = {
  serverId: string
  /** When the agent was heard for the first time, and when last, by our clock. */
  firstAt: Date
  receivedAt: Date
  everySeconds: number
  checksRun: number
  /** How many checks it could not make. */
  unknownCount: number
  /** Something suspicious was found there of late, by whichever scanner, be it there still or not. */
  wasFound: boolean
}

/** What was found up to this long before a post began counts against a server. */
export const foundBackDays = 30

/**
 * Whether staff may say of a server that its agent looked and found nothing: it looks now, it could make all of its checks,
 * and nothing suspicious was found there of late. Of who is silent, or could not look, nothing is said.
 */
export function isExamined(
  { receivedAt, everySeconds, checksRun, unknownCount, wasFound }: Examination,
  missedBeats: number,
  now: Date,
): boolean {
  const isSilent = later(receivedAt, missedBeats * everySeconds) <= now
  return !isSilent && checksRun > 0 && unknownCount === 0 && !wasFound
}

/** How long after its end a post's sentence about a server stands on the pages of that server. */
export const shownAfterEndDays = 7
