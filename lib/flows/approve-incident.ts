import type { Database } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { changeHeld, insertUpdate } from '#db/writes/posts.ts'
import { later } from '#lib/rules/time.ts'
import { changeIncident } from './change-incident.ts'

export type Approval = {
  postId: string
  personId: string
  title: string
  /** What customers read: the first words of staff on it. */
  text: string
  /** null: no promise. */
  nextUpdateMinutes: number | null
}

/** Publishes a held incident in the words of staff. Returns false when it is not held any more. */
export function approveIncident(db: Database, approval: Approval, now: Date): Promise<boolean> {
  const { postId, personId, title, text, nextUpdateMinutes } = approval
  const act = { postId, personId, action: 'approve-incident' as const, facts: { title } }
  return changeIncident(db, act, now, async tx => {
    const nextUpdateAt = nextUpdateMinutes === null ? null : later(now, nextUpdateMinutes * 60)
    const change = { visibility: 'published' as const, publishedAt: now, title, summary: text, nextUpdateAt }
    const shown = await changeHeld(tx, postId, change, now)
    if (!shown) return null
    await insertUpdate(tx, {
      ...{ id: newId(), postId, personId, body: text },
      ...{ phase: 'investigating', createdAt: now },
    })
    return shown
  })
}
