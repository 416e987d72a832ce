import type { Database } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { changeOpen, endAffected, insertUpdate } from '#db/writes/posts/posts.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'

export type Resolution = { postId: string; staffId: string; title: string; text: string }

/** Ends an open incident on all its servers, so that customers are told. Returns false when it is over or not public. */
export function resolveIncident(db: Database, resolution: Resolution, now: Date): Promise<boolean> {
  const { postId, staffId, title, text } = resolution
  const act = { postId, staffId, action: 'resolve-incident' as const, facts: { title } }
  return changePost(db, act, now, async tx => {
    const end = { title, phase: 'resolved' as const, resolvedAt: now }
    const change = { ...end, nextUpdateAt: null, resolutionProposedAt: null }
    const shown = await changeOpen(tx, postId, change, now)
    if (!shown) return null
    await endAffected(tx, postId, now)
    await insertUpdate(tx, {
      id: newId(),
      postId,
      staffId,
      body: text,
      phase: 'resolved',
      createdAt: now,
    })
    return shown
  })
}
