import type { Transaction } from '#db/client.ts'
import { readStaffOnLadder } from '#db/reads/reminders/staff-on-ladder.ts'
import { readEndingKeys } from '#db/reads/settings/api-tokens.ts'
import { keyMatters } from '#lib/rules/reminders/key-matter.ts'
import type { Matter } from '#lib/rules/reminders/matter.ts'
import { ourSite } from '#lib/site.ts'

/** That keys of the API will end, for each owner; with ids, of these keys only. */
export async function readKeyMatters(tx: Transaction, now: Date, ids?: readonly string[]): Promise<Matter[]> {
  const keys = await readEndingKeys(tx, now, ids)
  if (keys.length === 0) return []
  const owners = (await readStaffOnLadder(tx, ourSite().zone)).filter(({ role }) => role === 'owner')
  return keyMatters(
    keys,
    owners.map(({ id }) => id),
  )
}
