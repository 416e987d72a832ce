import type { Database } from '#db/client.ts'
import { isUpdateWritten, readUnseenUpdate } from '#db/reads/incidents/update-facts.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { rememberBefore } from '#db/writes/incidents/written.ts'
import { changeOpen, insertUpdate } from '#db/writes/posts/posts.ts'
import { mailUpdate } from '#lib/flows/notices/mail-update.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'
import { saidWords } from '#lib/flows/posts/said-words.ts'
import type { SpokenWords } from '#lib/rules/languages/translation.ts'
import type { incidentPhases } from '#lib/rules/posts/post.ts'
import { later } from '#lib/rules/time/time.ts'

export type WrittenUpdate = SpokenWords & {
  /** Chosen by the form, so that a form sent twice is one update. */
  id: string
  postId: string
  staffId: string
  phase: Exclude<(typeof incidentPhases)[number], 'resolved'>
  text: string
  /** null: no promise. */
  nextUpdateAt: Date | null
  /** Customers of its servers are told. */
  isMailed: boolean
  /** … but only those who have heard of the incident before. Left out: all. */
  isForHeard?: boolean
  /** A program writes it, and no person is on it. Left out: a person does. */
  isByProgram?: boolean
  /** Until when the person has seen the timeline. Left out: all of it. */
  seenAt?: Date
}

/**
 * Adds to the timeline of an open incident, promises the next update, and tells it if wanted, once for each update and not
 * before staff can no longer take it back. over: it is over, or not public. changed-meanwhile: a colleague has written an
 * entry that the person has not seen, and nothing was published.
 */
export async function writeUpdate(
  db: Database,
  update: WrittenUpdate,
  now: Date,
): Promise<'done' | 'over' | 'changed-meanwhile'> {
  const { id, postId, staffId, phase, text, nextUpdateAt, isMailed, isForHeard = false } = update
  const change = { phase, nextUpdateAt, isByProgram: update.isByProgram ?? false }
  const seen = { postId, staffId, seenAt: update.seenAt ?? now }
  const facts = { updateId: id, phase, isMailed, isForHeard }
  const act = { postId, staffId, action: 'write-update' as const, facts }
  const outcome = await changePost<'over' | 'there-already' | 'changed-meanwhile'>(db, act, now, async tx => {
    const before = await rememberBefore(tx, postId)
    // A form that comes again from the history of a browser undoes nothing that was written since.
    if (await isUpdateWritten(tx, id)) return 'there-already'
    if (await readUnseenUpdate(tx, seen)) return 'changed-meanwhile'
    const shown = await changeOpen(tx, postId, change, now)
    if (!shown) return 'over'
    const { language, texts: translations } = saidWords(update)
    const words = { body: text, language, translations }
    await insertUpdate(tx, { id, postId, staffId, phase, ...words, createdAt: now, before })
    const waitsUntil = later(now, (await readPolicy(tx)).takeBackSeconds)
    if (isMailed) await mailUpdate(tx, postId, text, now, { updateId: id, waitsUntil, isForHeard })
    return shown
  })
  return outcome === 'there-already' ? 'done' : outcome
}
