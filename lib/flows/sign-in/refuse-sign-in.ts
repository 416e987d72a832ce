import type { Database } from '#db/client.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { createRateLimit, networkOf } from '#lib/limits/rate-limit.ts'
import { logSecurity } from '#lib/log/security.ts'
import { senderOf } from './door-limit.ts'

/** Why nobody was signed in. */
export type SignInRefusal =
  | 'link-unknown'
  | 'passkey-wrong'
  | 'code-wrong'
  | 'company-failed'
  | 'company-no-email'
  | 'company-unverified'
  | 'company-unknown'
  | 'often'

/** How many lines of the record a stranger fills at most; what is refused beyond them is only in the log. */
const written = createRateLimit({
  name: 'refusals-on-record',
  address: { burst: 10, perMinute: 1 },
  network: { burst: 60, perMinute: 6 },
})
const everybody = createRateLimit({
  name: 'all-refusals-on-record',
  address: { burst: 200, perMinute: 20 },
  network: { burst: 200, perMinute: 20 },
})

/** Writes down that somebody was not let in, and why. personId: who it was, where that is known. */
export async function refuseSignIn(
  db: Database,
  { why, headers, personId = null }: { why: SignInRefusal; headers: Headers; personId?: string | null },
  now: Date,
): Promise<void> {
  logSecurity('sign-in-refused', { by: why, network: networkOf(senderOf(headers)) })
  const from = senderOf(headers).slice(0, 64)
  if (!written.take(from, now) || !everybody.take('all', now)) return
  const subject = personId ? `person ${personId}` : 'the desk'
  await db.transaction(tx =>
    writeAudit(tx, { at: now, staffId: null, action: 'sign-in-refused', subject, facts: { why, from } }),
  )
}
