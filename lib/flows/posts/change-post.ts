import type { Database, Transaction } from '#db/client.ts'
import { lockDecider } from '#db/writes/decision/decider-lock.ts'
import type { Shown } from '#db/writes/posts/posts.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { getShared } from '#lib/shared.ts'
import { announcePages, pagesOf } from './refresh-pages.ts'

/** What a person does to a post, and what they say. */
export type Act = {
  postId: string
  staffId: string
  action:
    | 'approve-incident'
    | 'take-incident'
    | 'dismiss-incident'
    | 'write-update'
    | 'resolve-incident'
    | 'tell-anyway'
    | 'plan-work'
    | 'complete-work'
    | 'cancel-work'
    | 'publish-advisory'
    | 'withdraw-advisory'
  facts?: Record<string, unknown>
}

/**
 * One change of a post by a person: alone with it, written down, on the public pages when this returns.
 * Then the truth is compared with what customers were told, and who must hear of it hears of it.
 * Returns false when there was nothing to change any more: somebody else was quicker.
 */
export async function changePost(
  db: Database,
  act: Act,
  now: Date,
  write: (tx: Transaction) => Promise<Shown | null>,
): Promise<boolean> {
  const change = await db.transaction(async tx => {
    await lockDecider(tx)
    const shown = await write(tx)
    if (!shown) return null
    const { postId, staffId, action, facts } = act
    await writeAudit(tx, { at: now, staffId, action, subject: `post ${postId}`, facts })
    return announcePages(tx, pagesOf([shown.slug], shown.hostnames))
  })
  if (!change) return false
  const { nudge, pages } = getShared()
  nudge?.()
  await pages.refresh(change)
  return true
}
