import { announcePages } from '#db/changes/announce.ts'
import type { Database } from '#db/client.ts'
import { deleteCommentsBy, lockAddress } from '#db/writes/comments/comments.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { forgetCommenter, forgetSubscriber, forgetTraces } from '#db/writes/subscribers/ended-subscribers.ts'
import { lockAllByEmail } from '#db/writes/subscribers/subscribers.ts'
import { pagesOf } from '#lib/flows/posts/page-paths.ts'
import { getShared } from '#lib/shared.ts'

export type Erasure = {
  email: string
  /** What they wrote in public goes too; else it stays, without its address. */
  isWithComments: boolean
  staffId: string
}

/**
 * Deletes all that we have of an address, because its owner asks for that. A suppressed address stays on the list of those
 * that are never written to. The audit keeps that it happened, and nothing of whom. gone: there is nothing.
 */
export async function erasePerson(
  db: Database,
  { email, isWithComments, staffId }: Erasure,
  now: Date,
): Promise<'done' | 'gone'> {
  const change = await db.transaction(async tx => {
    await lockAddress(tx, email)
    const own = await lockAllByEmail(tx, email)
    const [subscriber] = own
    const slugs = isWithComments ? await deleteCommentsBy(tx, email) : []
    for (const each of own) await forgetSubscriber(tx, each)
    // Of one who was a brand's reader alone.
    if (own.length > 0) await forgetCommenter(tx, email)
    const count = subscriber ? 1 : slugs.length + (await forgetCommenter(tx, email))
    if (count === 0) return null
    for (const each of own) await forgetTraces(tx, { id: each.id, email })
    if (!subscriber) await forgetTraces(tx, { id: null, email })
    const subject = subscriber ? `subscriber ${subscriber.id}` : 'commenter'
    await writeAudit(tx, { at: now, staffId, action: 'erase-person', subject })
    return announcePages(tx, slugs.length > 0 ? pagesOf(slugs, []) : [], now)
  })
  if (!change) return 'gone'
  await getShared().pages.refresh(change)
  return 'done'
}
