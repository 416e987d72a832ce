import type { Database } from '#db/client.ts'
import { type StoredSiteKey, sealSiteKey } from '#db/keys/site-key.ts'
import { settings } from '#db/schema/setting.ts'

/** Keeps these keys, unless there are some already: every agent holds on to the first. */
export async function addSiteKey(db: Database, keys: StoredSiteKey): Promise<void> {
  await db
    .insert(settings)
    .values({ key: 'site-key', value: sealSiteKey(keys) })
    .onConflictDoNothing()
}
