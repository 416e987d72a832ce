import type { Database, Transaction } from '#db/client.ts'
import { lockDecider } from '#db/writes/decision/decider-lock.ts'
import type { Shown } from '#db/writes/posts/posts.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import type { AuditAction } from '#lib/rules/staff/may.ts'
import { getShared } from '#lib/shared.ts'
import { announceShown } from './announce-shown.ts'

/** What a person does to a post, and what they say. */
export type Act = {
  postId: string
  staffId: string
  action: AuditAction
  facts?: Record<string, unknown>
}

/**
 * One change of a post by a person: alone with it, written down, on the public pages when this returns.
 * Then the truth is compared with what customers were told, and who must hear of it hears of it.
 * Where write finds nothing to change, it returns why instead of where the change shows, and so does this.
 */
export async function changePost<Obstacle extends string>(
  db: Database,
  act: Act,
  now: Date,
  write: (tx: Transaction) => Promise<Shown | Obstacle>,
): Promise<'done' | Obstacle> {
  const change = await db.transaction(async tx => {
    await lockDecider(tx)
    const shown = await write(tx)
    if (typeof shown === 'string') return shown
    const { postId, staffId, action, facts } = act
    await writeAudit(tx, { at: now, staffId, action, subject: `post ${postId}`, facts })
    return announceShown(tx, [shown], now)
  })
  if (typeof change === 'string') return change
  const { nudge, pages } = getShared()
  nudge?.()
  await pages.refresh(change)
  return 'done'
}
