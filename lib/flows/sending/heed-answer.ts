import type { Database } from '#db/client.ts'
import { pauseRateLimit } from '#db/writes/sending/rate-limits.ts'
import type { BatchResult, SendResult } from '#lib/mail/mail.ts'
import { type Presence, startPresence } from '#lib/mail/transport/presence.ts'
import { askedPause } from '#lib/rules/notices/delivery.ts'

const known = new WeakMap<Database, Presence>()

/** Whether the mail provider is there, as mailings and mails of this process have found. */
export function presenceOf(db: Database): Presence {
  const existing = known.get(db)
  if (existing) return existing
  const made = startPresence()
  known.set(db, made)
  return made
}

/**
 * Lets all processes pause for what the provider asks, or for a moment while it is away. Returns how many seconds it is
 * away for, which is not the mail's doing; 0: it is there.
 */
export async function heedAnswer(
  db: Database,
  provider: string,
  result: SendResult | BatchResult,
  now: Date,
): Promise<number> {
  const asked = result.is === 'retry' ? result.retryAfterSeconds : null
  const away = presenceOf(db).note(result, now)
  const seconds = Math.max(asked === null ? 0 : askedPause(asked), away)
  if (seconds > 0) await pauseRateLimit(db, provider, seconds)
  return away
}
