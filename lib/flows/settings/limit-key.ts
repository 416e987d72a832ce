import type { Database } from '#db/client.ts'
import { changeToken, lockToken } from '#db/writes/settings/api-tokens.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'

/** perMinute: its requests in a minute. networks: as readNetwork gives them; none: from anywhere. */
export type KeyLimits = { keyId: string; perMinute: number; networks: readonly string[]; staffId: string }

/** Says how often a key may be used, and from where. It counts for the next request, in all processes. gone: it was revoked. */
export function limitKey(
  db: Database,
  { keyId, perMinute, networks, staffId }: KeyLimits,
  now: Date,
): Promise<'done' | 'gone'> {
  return db.transaction(async tx => {
    const key = await lockToken(tx, keyId)
    if (!key) return 'gone'
    const before = { perMinute: key.perMinute, networks: key.networks }
    await changeToken(tx, keyId, { perMinute, networks: [...networks], turns: null, turnsAt: null })
    const facts = { name: key.name, before, after: { perMinute, networks } }
    await writeAudit(tx, { at: now, staffId, action: 'limit-key', subject: `token ${keyId}`, facts })
    return 'done'
  })
}
