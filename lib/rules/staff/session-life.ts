import { later } from '#lib/rules/time/time.ts'
import type { SignInRules } from './sign-in-rules.ts'

/** A session's use is noted at most as often as this, so that reading costs no write. */
const noteEverySeconds = 300

/** For this long after signing in a person may change how they sign in. */
const freshMinutes = 60

type SessionTimes = { createdAt: Date; usedAt: Date }

/** Whether a session is over: nobody used it for too long, or it is too old. */
export function isSessionOver(
  { createdAt, usedAt }: SessionTimes,
  { idleHours, sessionDays }: Pick<SignInRules, 'idleHours' | 'sessionDays'>,
  now: Date,
): boolean {
  return later(usedAt, idleHours * 3600) <= now || later(createdAt, sessionDays * 86_400) <= now
}

/** Whether this use of a session is written down. */
export function isToNote(usedAt: Date, now: Date): boolean {
  return later(usedAt, noteEverySeconds) <= now
}

/** Whether somebody has signed in so lately that they may change how they sign in. */
export function isFresh(createdAt: Date, now: Date): boolean {
  return now < later(createdAt, freshMinutes * 60)
}
