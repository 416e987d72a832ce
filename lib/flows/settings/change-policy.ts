import type { Database } from '#db/client.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { lockPolicy, writePolicy } from '#db/writes/settings/settings.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import type { Policy } from '#lib/rules/policy/policy.ts'
import { changesOf } from '#lib/rules/policy/policy-change.ts'
import { getShared } from '#lib/shared.ts'

export type PolicyWish = {
  /** The changes from the defaults that the person saw, as JSON. */
  seen: string
  policy: Policy
  staffId: string
}

/** Puts a policy in force and asks for a decision by it. Returns false when it has changed since the person looked. */
export async function changePolicy(
  db: Database,
  { seen, policy, staffId }: PolicyWish,
  now: Date,
): Promise<boolean> {
  const isDone = await db.transaction(async tx => {
    await lockPolicy(tx)
    const before = changesOf(await readPolicy(tx))
    if (JSON.stringify(before) !== seen) return false
    const after = changesOf(policy)
    await writePolicy(tx, after, now)
    const facts = { before, after }
    await writeAudit(tx, { at: now, staffId, action: 'change-policy', subject: 'policy', facts })
    return true
  })
  if (isDone) getShared().nudge?.()
  return isDone
}
