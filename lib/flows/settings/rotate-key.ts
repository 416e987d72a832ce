import type { Database } from '#db/client.ts'
import { holdKey, type SecretKey } from '#db/keys/key.ts'
import { linkSecretOf } from '#db/keys/setting.ts'
import { readKeyId } from '#db/reads/settings/key-id.ts'
import {
  addPreviousSecret,
  endSessions,
  lockSeals,
  resealAll,
  writeKeyId,
} from '#db/writes/settings/sealed.ts'

/**
 * Seals all with the next key, in one transaction. Links that end something work on for a year, all others end now, and
 * staff sign in once more. Returns how many secrets were sealed, or "changed": the database has another key by now.
 */
export async function rotateKey(
  db: Database,
  before: SecretKey,
  key: SecretKey,
  now: Date,
): Promise<{ sealed: number } | 'changed'> {
  const outcome = await db.transaction(async tx => {
    await lockSeals(tx)
    if ((await readKeyId(tx)) !== before.id) return 'changed' as const
    const sealed = await resealAll(tx, before, key, now)
    const old = { value: linkSecretOf(before), othersUntil: now }
    await addPreviousSecret(tx, old, { before, key }, now)
    await endSessions(tx)
    await writeKeyId(tx, key.id, now)
    return { sealed }
  })
  if (outcome !== 'changed') holdKey(key)
  return outcome
}
