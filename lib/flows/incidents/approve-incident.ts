import type { Database } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { readAffectedIds } from '#db/reads/incidents/affected.ts'
import { readIncident } from '#db/reads/incidents/desk-incidents.ts'
import { changeHeld, dropEnded, insertUpdate, stateGuesses } from '#db/writes/posts/posts.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'
import { openingWords } from '#lib/flows/posts/said-words.ts'
import type { SpokenWords } from '#lib/rules/languages/translation.ts'
import { later } from '#lib/rules/time/time.ts'
import { ownTitle } from './own-title.ts'

export type Approval = SpokenWords & {
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
 * Publishes a held incident in the words of staff. grown: it has a server that the person has not seen;
 * changed-meanwhile: it is not held any more.
 */
export function approveIncident(
  db: Database,
  approval: Approval,
  now: Date,
): Promise<'done' | 'grown' | 'changed-meanwhile'> {
  const { postId, staffId, title, text, nextUpdateMinutes, seenServerIds } = approval
  const act = { postId, staffId, action: 'approve-incident' as const, facts: { title } }
  const { texts, ...said } = openingWords(approval)
  return changePost<'grown' | 'changed-meanwhile'>(db, act, now, async tx => {
    const serverIds = await readAffectedIds(tx, postId)
    if (seenServerIds && !serverIds.every(id => seenServerIds.includes(id))) return 'grown'
    const incident = await readIncident(tx, postId)
    if (!incident) return 'changed-meanwhile'
    const called = ownTitle(incident, title, now)
    const nextUpdateAt = nextUpdateMinutes ? later(now, nextUpdateMinutes * 60) : null
    const change = {
      visibility: 'published' as const,
      publishedAt: now,
      ...called,
      ...said,
      summary: text,
      nextUpdateAt,
    }
    const shown = await changeHeld(tx, postId, change, now)
    if (!shown) return 'changed-meanwhile'
    await stateGuesses(tx, postId)
    await dropEnded(tx, postId)
    await insertUpdate(tx, {
      id: newId(),
      postId,
      staffId,
      body: text,
      language: said.language,
      translations: texts,
      phase: 'investigating',
      createdAt: now,
    })
    return shown
  })
}
