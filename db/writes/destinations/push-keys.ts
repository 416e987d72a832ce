import type { Database } from '#db/client.ts'
import { type StoredPushKeys, sealPushKeys } from '#db/keys/setting.ts'
import { settings } from '#db/schema/setting.ts'

/** Keeps these keys, unless there are some already: every subscribed browser holds on to the first. */
export async function addPushKeys(db: Database, keys: StoredPushKeys): Promise<void> {
  await db
    .insert(settings)
    .values({ key: 'push-keys', value: sealPushKeys(keys) })
    .onConflictDoNothing()
}
