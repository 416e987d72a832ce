import type { Transaction } from '#db/client.ts'
import { readKeysOf } from '#db/reads/settings/api-tokens.ts'
import { deleteToken, giveKeys } from '#db/writes/settings/api-tokens.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import type { KeyFate } from '#lib/rules/staff/key-fate.ts'

type Settled = { ownerId: string; fate: KeyFate; byStaffId: string }

/** Revokes the keys of the API that one of the staff answers for, or gives them to who asks. Each is written down. */
export async function settleKeys(
  tx: Transaction,
  { ownerId, fate, byStaffId: staffId }: Settled,
  now: Date,
): Promise<void> {
  const keys = await readKeysOf(tx, ownerId)
  if (keys.length === 0) return
  if (fate === 'take') {
    await giveKeys(tx, ownerId, staffId)
    const facts = { keys: keys.map(({ name }) => name) }
    await writeAudit(tx, { at: now, staffId, action: 'give-keys', subject: `person ${ownerId}`, facts })
    return
  }
  for (const { id } of keys) {
    const facts = await deleteToken(tx, id)
    if (facts)
      await writeAudit(tx, { at: now, staffId, action: 'revoke-api-token', subject: `token ${id}`, facts })
  }
}
