import type { Database } from '#db/client.ts'
import { readFates } from '#db/reads/sending/sent-mails.ts'
import { isLongRefused } from '#lib/rules/sending/refused-days.ts'
import { suppressAddress } from './suppress-address.ts'

/** A mail that was refused for something that may pass. */
export type RefusedMail = { mailId: string; address: string; reason: string }

/**
 * Ends all mail to an address that was refused on several days, this mail's the last of them. not-yet: it may pass; nobody: none
 * there was to be mailed.
 */
export async function suppressRefused(
  db: Database,
  { mailId, address, reason }: RefusedMail,
  now: Date,
): Promise<'done' | 'not-yet' | 'nobody'> {
  const fates = await db.transaction(tx => readFates(tx, address, mailId))
  if (!isLongRefused(fates)) return 'not-yet'
  return suppressAddress(db, { address, reason: `nothing arrived for days: ${reason}`.slice(0, 300) }, now)
}
