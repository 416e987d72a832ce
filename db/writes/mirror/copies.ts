import type { Transaction } from '#db/client.ts'
import { settings } from '#db/schema/setting.ts'
import type { CopyState } from '#lib/rules/mirror/copy-state.ts'

/** Keeps what is known of the copy of this name. */
export async function writeCopy(tx: Transaction, name: string, state: CopyState, now: Date): Promise<void> {
  const key = `copy ${name}`
  await tx
    .insert(settings)
    .values({ key, value: state, updatedAt: now })
    .onConflictDoUpdate({ target: settings.key, set: { value: state, updatedAt: now } })
}
