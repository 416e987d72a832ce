import { announcePages } from '#db/changes/announce.ts'
import type { Database } from '#db/client.ts'
import { endOwnWorkNow } from '#db/writes/maintenance/own-work.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { serverPage } from '#lib/flows/posts/page-paths.ts'
import { deskPage, getShared } from '#lib/shared.ts'

/** Ends what an agent says of its own server. over: it has ended already. */
export async function endOwnWork(
  db: Database,
  { id, staffId }: { id: string; staffId: string },
  now: Date,
): Promise<'done' | 'over'> {
  const change = await db.transaction(async tx => {
    const hostname = await endOwnWorkNow(tx, id, now)
    if (hostname === null) return null
    await writeAudit(tx, { at: now, staffId, action: 'end-own-work', subject: `maintenance ${id}` })
    return announcePages(tx, [serverPage(hostname), '/', deskPage], now)
  })
  if (!change) return 'over'
  const { nudge, pages } = getShared()
  nudge?.()
  await pages.refresh(change)
  return 'done'
}
