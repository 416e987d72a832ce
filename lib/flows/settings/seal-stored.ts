import type { Database } from '#db/client.ts'
import { heldKey } from '#db/keys/key.ts'
import { readKeyId } from '#db/reads/settings/key-id.ts'
import {
  addPreviousSecret,
  claimClearSecret,
  endSessions,
  lockSeals,
  replaceLeftAddresses,
  resealAll,
  writeKeyId,
} from '#db/writes/settings/sealed.ts'
import { later } from '#lib/rules/time/time.ts'

/** Links that an earlier version has mailed work on for this long, whatever they do. */
const graceDays = 7

/**
 * Binds the database to the key of this process, once: what an earlier version kept in clear is sealed, the secret of its
 * links leaves the database, and staff sign in once more. Throws a sentence when another process was quicker with another
 * key.
 */
export async function sealStored(db: Database, now: Date, log: (line: string) => void): Promise<void> {
  const key = heldKey()
  const count = await db.transaction(async tx => {
    await lockSeals(tx)
    const wanted = await readKeyId(tx)
    if (wanted === key.id) return 0
    if (wanted !== null)
      throw new Error(
        `Another process has sealed the secrets in the database with the key ${wanted}, and this one has the key ${key.id}: copy the file "key" of its data directory to that of this one, or set ALLCLEAR_KEY on both.`,
      )
    const sealed = await resealAll(tx, key, key, now)
    await replaceLeftAddresses(tx, key)
    const value = await claimClearSecret(tx)
    const othersUntil = later(now, graceDays * 86_400)
    if (value !== null) await addPreviousSecret(tx, { value, othersUntil }, { before: key, key }, now)
    await endSessions(tx)
    await writeKeyId(tx, key.id, now)
    return sealed
  })
  if (count > 0) log(`Sealed ${count} secrets in the database with the key ${key.id}.`)
}
