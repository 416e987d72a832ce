import type { Database } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { readIncident } from '#db/reads/incidents/desk-incidents.ts'
import { readShown } from '#db/reads/incidents/shown.ts'
import { insertSplit, lockOpenIncidents, moveAffected } from '#db/writes/incidents/merged.ts'
import { insertUpdate } from '#db/writes/posts/posts.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'
import { openingWords } from '#lib/flows/posts/said-words.ts'
import type { SpokenWords } from '#lib/rules/languages/translation.ts'
import { earliest } from '#lib/rules/time/time.ts'

export type Split = SpokenWords & {
  postId: string
  /** Of the incident that is made, chosen by the form, so that a form sent twice is one. */
  newPostId: string
  staffId: string
  serverIds: readonly string[]
  title: string
  /** What customers read on the new one first. */
  text: string
}

/**
 * Makes an incident of its own of some servers of an open one. Who heard of them has heard of it, so nobody is told. over: the
 * incident is, or it is not public, or the form was sent twice; not-a-part: these are not some of its servers, or all.
 */
export function splitIncident(
  db: Database,
  { postId, newPostId, staffId, serverIds, title, text, ...spoken }: Split,
  now: Date,
): Promise<'done' | 'over' | 'not-a-part'> {
  const act = { postId, staffId, action: 'split-incident' as const, facts: { newPostId, serverIds, title } }
  return changePost<'over' | 'not-a-part'>(db, act, now, async tx => {
    const [from] = await lockOpenIncidents(tx, [postId])
    const incident = await readIncident(tx, postId)
    if (!from || !incident) return 'over'
    const moved = incident.affected.filter(row => serverIds.includes(row.serverId))
    const isPart = moved.length > 0 && moved.length < incident.affected.length
    if (!isPart || moved.length !== new Set(serverIds).size) return 'not-a-part'
    const before = await readShown(tx, postId)
    const startedAt = earliest(moved.map(row => row.since)) ?? now
    const { texts, language, translations } = openingWords(spoken)
    const made = { id: newPostId, from, title, summary: text, language, translations, startedAt, staffId }
    if (!(await insertSplit(tx, made, now))) return 'over'
    await moveAffected(tx, postId, newPostId, serverIds)
    const entry = {
      id: newId(),
      postId: newPostId,
      staffId,
      phase: incident.phase,
      body: text,
      language,
      translations: texts,
      createdAt: now,
    }
    await insertUpdate(tx, entry)
    const shown = await readShown(tx, newPostId)
    return { slugs: [before.slug, shown.slug], slug: shown.slug, hostnames: before.hostnames }
  })
}
