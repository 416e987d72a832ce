import { announcePages } from '#db/changes/announce.ts'
import type { Database } from '#db/client.ts'
import { readReadership } from '#db/reads/readers/readership.ts'
import { lockReadership, writeReadership } from '#db/writes/readers/readership.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import type { Readership } from '#lib/rules/readers/readership.ts'
import { getShared } from '#lib/shared.ts'

/** Says who may read the board. It holds in every process as soon as that hears of it, in this one when this resolves. */
export async function chooseReadership(
  db: Database,
  { readership, staffId }: { readership: Readership; staffId: string },
  now: Date,
): Promise<void> {
  const change = await db.transaction(async tx => {
    await lockReadership(tx)
    const facts = { before: await readReadership(tx), after: readership }
    await writeReadership(tx, readership, now)
    await writeAudit(tx, { at: now, staffId, action: 'choose-readership', subject: 'readership', facts })
    return announcePages(tx, ['*'], now)
  })
  await getShared().pages.refresh(change)
}
