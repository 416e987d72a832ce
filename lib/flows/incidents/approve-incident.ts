import type { Database } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { changeHeld, dropEnded, insertUpdate, readAffectedIds, stateGuesses } from '#db/writes/posts/posts.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'
import { later } from '#lib/rules/time/time.ts'

export type Approval = {
  postId: string
  staffId: string
  title: string
  /** What customers read: the first words of staff on it. */
  text: string
  /** Left out: no promise. */
  nextUpdateMinutes?: number | null
  /** The servers that the person saw when approving. Left out: whichever it has by now. */
  seenServerIds?: readonly string[]
}

/**
 * Publishes a held incident in the words of staff.
 * Returns false when it is not held any more, or has grown by a server that the person has not seen.
 */
export function approveIncident(db: Database, approval: Approval, now: Date): Promise<boolean> {
  const { postId, staffId, title, text, nextUpdateMinutes, seenServerIds } = approval
  const act = { postId, staffId, action: 'approve-incident' as const, facts: { title } }
  return changePost(db, act, now, async tx => {
    const serverIds = await readAffectedIds(tx, postId)
    if (seenServerIds && !serverIds.every(id => seenServerIds.includes(id))) return null
    const nextUpdateAt = nextUpdateMinutes ? later(now, nextUpdateMinutes * 60) : null
    const change = { visibility: 'published' as const, publishedAt: now, title, summary: text, nextUpdateAt }
    const shown = await changeHeld(tx, postId, change, now)
    if (!shown) return null
    await stateGuesses(tx, postId)
    await dropEnded(tx, postId)
    await insertUpdate(tx, {
      id: newId(),
      postId,
      staffId,
      body: text,
      phase: 'investigating',
      createdAt: now,
    })
    return shown
  })
}
