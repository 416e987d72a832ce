import { join } from 'node:path'
import { env } from '#lib/env.ts'
import { sharedOnce } from '#lib/shared.ts'
import { Spool } from './spool.ts'

/** The spool of this process, or null where there is none. Throws where its folder cannot be made. */
export function ownSpool(): Spool | null {
  const { ALERT_SPOOL: given, DATA_DIR } = env
  if (given === 'off') return null
  return sharedOnce('spool', () => new Spool(join(DATA_DIR, 'spool')))
}
