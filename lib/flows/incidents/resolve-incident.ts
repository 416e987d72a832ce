import type { Database } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { readAffectedIds } from '#db/reads/incidents/affected.ts'
import { readIncident } from '#db/reads/incidents/desk-incidents.ts'
import { hasBeenTold } from '#db/reads/notices/told.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { rememberBefore } from '#db/writes/incidents/written.ts'
import { changeOpen, endAffected, insertUpdate } from '#db/writes/posts/posts.ts'
import { mailUpdate } from '#lib/flows/notices/mail-update.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'
import { saidWords } from '#lib/flows/posts/said-words.ts'
import type { SpokenWords } from '#lib/rules/languages/translation.ts'
import { later } from '#lib/rules/time/time.ts'
import { newTitle } from './own-title.ts'

export type Resolution = SpokenWords & { postId: string; staffId: string; title: string; text: string }

/**
 * Ends an open incident on all its servers, so that customers are told once staff can no longer take it back; of one without
 * servers who has heard of it. over: it is over already, or not public.
 */
export function resolveIncident(db: Database, resolution: Resolution, now: Date): Promise<'done' | 'over'> {
  const { postId, staffId, title, text } = resolution
  const act = { postId, staffId, action: 'resolve-incident' as const, facts: { title } }
  const { texts, ...said } = saidWords(resolution)
  return changePost<'over'>(db, act, now, async tx => {
    const incident = await readIncident(tx, postId)
    if (!incident) return 'over'
    const called = newTitle(incident, { ...said, title }, now)
    const end = { ...called, phase: 'resolved' as const, resolvedAt: now }
    const before = await rememberBefore(tx, postId)
    const tellFrom = later(now, (await readPolicy(tx)).takeBackSeconds)
    const change = { ...end, nextUpdateAt: null, resolutionProposedAt: null, tellFrom }
    const shown = await changeOpen(tx, postId, change, now)
    if (!shown) return 'over'
    await endAffected(tx, postId, now)
    const id = newId()
    const words = { body: text, language: said.language, translations: texts }
    await insertUpdate(tx, { id, postId, staffId, ...words, phase: 'resolved', createdAt: now, before })
    const isWithoutServers = (await readAffectedIds(tx, postId)).length === 0
    if (isWithoutServers && (await hasBeenTold(tx, postId)))
      await mailUpdate(tx, postId, text, now, { updateId: id, waitsUntil: tellFrom, isForHeard: true })
    return shown
  })
}
