import type { z } from 'zod'
import type { Database } from '#db/client.ts'
import { readMeToos } from '#db/reads/comments/me-toos.ts'
import { readEntryWords } from '#db/reads/incidents/taken-back.ts'
import { readUpdateReach } from '#db/reads/notices/reach.ts'
import type * as contracts from '#lib/api/contract/entries.ts'
import { type ApiAct, type NotDone, refuseWith } from '#lib/api/operation.ts'
import { correctUpdate } from '#lib/flows/incidents/correct-update.ts'
import { takeBackIncident } from '#lib/flows/incidents/take-back-incident.ts'
import { takeBackUpdate } from '#lib/flows/incidents/take-back-update.ts'
import { takeOnIncident } from '#lib/flows/incidents/take-on-incident.ts'
import { previewNotice } from '#lib/flows/notices/preview-notice.ts'
import { pinPost } from '#lib/flows/posts/pin-post.ts'
import { plainText } from '#lib/posts/plain-text.ts'
import { noPost } from './chosen.ts'
import { draftOfWords } from './drafts.ts'
import { incidentNamed } from './incidents.ts'
import { showPosts } from './shown-post.ts'
import { type NoticeAnswer, refuseFor, tell } from './told.ts'

type Body<Contract extends { body: z.ZodType }> = { body: z.output<Contract['body']> }
type At = { params: { post: string } }
type AtEntry = { params: { post: string; update: string } }
type Written = { is: 'done' | 'unchanged'; id: string }

const noEntry = (id: string) => refuseWith(404, `This post has no update of staff with the id “${id}”.`)
const tooLate = refuseWith(
  409,
  'Customers may be reading it already, so nothing was done. Correct it instead.',
)

/** Gives an update other words. */
export async function runCorrect(
  { params: { post, update: id }, body }: AtEntry & Body<typeof contracts.correctUpdateContract>,
  act: ApiAct,
): Promise<NoticeAnswer | NotDone> {
  const { db, now, caller } = act
  const incident = await incidentNamed(db, post, now)
  if (!incident) return noPost(post)
  const known = await wordsOf(db, incident.id, id, now)
  if (known === null) return noEntry(id)
  const { text, seen, notify: isTold } = body
  if (seen !== undefined && ![known, plainText(known, 'light')].includes(seen))
    return refuseFor('changed-meanwhile')
  const { heard } = await readUpdateReach(db, incident.id, now)
  const mail = isTold ? () => previewNotice(db, draftOfWords(incident, text, true), now) : null
  const correction = { id, postId: incident.id, staffId: caller.id, text, seen: known, isTold }
  return tell(act, { postId: incident.id, reach: isTold ? heard.count : 0, mail }, async () => {
    const outcome = await correctUpdate(db, correction, now)
    return outcome === 'nothing' ? 'there-already' : outcome
  })
}

/** The words of an entry that a person wrote on this post; null: there is none. */
async function wordsOf(db: Database, postId: string, id: string, now: Date): Promise<string | null> {
  const [shown] = await showPosts(db, { name: postId, limit: 1 }, now)
  const isOwn = shown?.updates.some(update => update.id === id && update.byStaff)
  return isOwn ? ((await readEntryWords(db, id))?.text ?? null) : null
}

/** Takes an update back. */
export async function runTakeBackUpdate(
  { params: { post, update: updateId } }: AtEntry,
  { db, now, caller }: ApiAct,
): Promise<Written | NotDone> {
  const incident = await incidentNamed(db, post, now)
  if (!incident) return noPost(post)
  if ((await wordsOf(db, incident.id, updateId, now)) === null) return noEntry(updateId)
  const taken = await takeBackUpdate(db, { updateId, postId: incident.id, staffId: caller.id }, now)
  return taken === 'done' ? { is: 'done', id: updateId } : tooLate
}

/** Takes a declared incident back. */
export async function runTakeBackIncident(
  { params: { post } }: At,
  { db, now, caller }: ApiAct,
): Promise<Written | NotDone> {
  const incident = await incidentNamed(db, post, now)
  if (!incident) return noPost(post)
  const taken = await takeBackIncident(db, { postId: incident.id, staffId: caller.id }, now)
  return taken === 'done' ? { is: 'done', id: incident.id } : tooLate
}

/** Says that a person is on an incident. */
export async function runTake(
  { params: { post } }: At,
  { db, now, caller }: ApiAct,
): Promise<Written | NotDone> {
  const incident = await incidentNamed(db, post, now)
  if (!incident) return noPost(post)
  if (incident.resolvedAt) return refuseFor('over')
  const outcome = await takeOnIncident(db, { postId: incident.id, staffId: caller.id }, now)
  return { is: outcome === 'done' ? 'done' : 'unchanged', id: incident.id }
}

/** Shows a post first until a moment. */
export function runPin(
  { params: { post }, body: { until } }: At & Body<typeof contracts.pinPostContract>,
  act: ApiAct,
): Promise<Written | NotDone> {
  return pin(post, until, act)
}

/** Puts a post in its place again. */
export function runUnpin({ params: { post } }: At, act: ApiAct): Promise<Written | NotDone> {
  return pin(post, null, act)
}

async function pin(
  post: string,
  until: Date | null,
  { db, now, caller }: ApiAct,
): Promise<Written | NotDone> {
  const [found] = await showPosts(db, { name: post, limit: 1 }, now)
  if (!found) return noPost(post)
  const outcome = await pinPost(db, { postId: found.id, staffId: caller.id, until }, now)
  return outcome === 'done' ? { is: 'done', id: found.id } : refuseFor(outcome, 'until')
}

/** How many readers have the trouble too. */
export async function runCountMeToos({ params: { post } }: At, { db, now }: ApiAct) {
  const [found] = await showPosts(db, { name: post, limit: 1 }, now)
  if (!found) return noPost(post)
  const counts = await readMeToos(db, found.id)
  return {
    servers: counts.map(({ serverId: id, label, count, latestAt }) => {
      return { id, label, count, latestAt: latestAt.toISOString() }
    }),
  }
}
