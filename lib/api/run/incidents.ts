import type { z } from 'zod'
import type { Database } from '#db/client.ts'
import { type DeskIncident, readIncident } from '#db/reads/incidents/desk-incidents.ts'
import { readTroubleReach, readUpdateReach } from '#db/reads/notices/reach.ts'
import type * as contracts from '#lib/api/contract/posts.ts'
import { type ApiAct, type NotDone, refuseWith } from '#lib/api/operation.ts'
import { spokenOf } from '#lib/api/run/spoken.ts'
import { declareIncident } from '#lib/flows/incidents/declare-incident.ts'
import { reopenIncident } from '#lib/flows/incidents/reopen-incident.ts'
import { resolveIncident } from '#lib/flows/incidents/resolve-incident.ts'
import { writeUpdate } from '#lib/flows/incidents/write-update.ts'
import { previewNotice } from '#lib/flows/notices/preview-notice.ts'
import { hasPerson } from '#lib/rules/incidents/incident.ts'
import { causeOfJudged } from '#lib/rules/incidents/judgement.ts'
import { promiseProblem } from '#lib/rules/incidents/promise.ts'
import { chosenServers, noPost } from './chosen.ts'
import { draftOfDeclared, draftOfEnd, draftOfWords, reopened } from './drafts.ts'
import { showPage, showPosts } from './shown-post.ts'
import { type NoticeAnswer, refuseFor, tell } from './told.ts'

type Body<Contract extends { body: z.ZodType }> = { body: z.output<Contract['body']> }
type At = { params: { post: string } }
type Listing = { query: z.output<(typeof contracts.listPostsContract)['query']> }

/** Public posts, the newest first. */
export async function runListPublicPosts({ query }: Listing, { db, now }: Pick<ApiAct, 'db' | 'now'>) {
  const { kind, open, server, cursor, limit } = query
  const chosen = server === undefined ? null : await chosenServers(db, { servers: [server] })
  if (chosen && 'refused' in chosen) return { refused: { ...chosen.refused, status: 404 } }
  const wanted = {
    ...(kind ? { kinds: [kind] } : {}),
    ...(open ? { isOpen: open === 'true' } : {}),
    ...(chosen ? { serverIds: chosen.servers.map(({ id }) => id) } : {}),
  }
  return showPage(db, { ...wanted, cursor, limit }, now)
}

/** One public post. */
export async function runGetPublicPost({ params: { post } }: At, { db, now }: ApiAct) {
  const [found] = await showPosts(db, { name: post, limit: 1 }, now)
  return found ?? noPost(post)
}

/** Publishes an incident. */
export async function runDeclare(
  { body }: Body<typeof contracts.declareIncidentContract>,
  act: ApiAct,
): Promise<NoticeAnswer | NotDone> {
  const { db, now, caller } = act
  const chosen = await chosenServers(db, body)
  if ('refused' in chosen) return chosen
  const { title, text, impact, startedAt = now, nextUpdateAt = null, taken, notify: isTold } = body
  if (startedAt > now) return refuseFor('future')
  const unpromised = wrongPromise(nextUpdateAt, now)
  if (unpromised) return unpromised
  const since = startedAt.toISOString()
  const facts = chosen.servers.map(({ id, label }) => ({
    id,
    label,
    impact,
    cause: causeOfJudged(impact),
    since,
  }))
  const reach = isTold ? (await readTroubleReach(db, facts, now)).count : 0
  const postId = act.idFor('post')
  const servers = chosen.servers.map(({ id }) => ({ id, impact }))
  const { groupId } = chosen
  const declaration = {
    postId,
    staffId: caller.id,
    title,
    text,
    servers,
    groupId,
    startedAt,
    nextUpdateAt,
    isTold,
    isByProgram: !taken,
    ...spokenOf(body),
  }
  const mail = isTold ? () => previewNotice(db, draftOfDeclared(declaration, facts), now) : null
  return tell(act, { postId, reach, mail }, () => declareIncident(db, declaration, now))
}

/** Adds an update to an open incident. */
export async function runUpdate(
  { params: { post }, body }: At & Body<typeof contracts.writeUpdateContract>,
  act: ApiAct,
): Promise<NoticeAnswer | NotDone> {
  const { db, now, caller } = act
  const incident = await incidentNamed(db, post, now)
  if (!incident) return noPost(post)
  if (incident.resolvedAt) return refuseFor('over')
  const { text, phase, nextUpdateAt = null, taken, notify } = body
  const unpromised = wrongPromise(nextUpdateAt, now)
  if (unpromised) return unpromised
  const reach = notify === 'nobody' ? 0 : (await readUpdateReach(db, incident.id, now))[notify].count
  const written = {
    id: act.idFor('update'),
    postId: incident.id,
    staffId: caller.id,
    phase,
    text,
    nextUpdateAt,
    isMailed: notify !== 'nobody',
    isForHeard: notify === 'heard',
    isByProgram: !taken,
    ...spokenOf(body),
  }
  const draft = { ...draftOfWords(incident, text), nextUpdateAt, isTaken: taken || hasPerson(incident) }
  const mail = notify === 'nobody' ? null : () => previewNotice(db, draft, now)
  return tell(act, { postId: incident.id, reach, mail }, () => writeUpdate(db, written, now))
}

/** Ends an open incident. */
export async function runResolve(
  { params: { post }, body }: At & Body<typeof contracts.resolveIncidentContract>,
  act: ApiAct,
): Promise<NoticeAnswer | NotDone> {
  const { db, now, caller } = act
  const incident = await incidentNamed(db, post, now)
  if (!incident) return noPost(post)
  if (incident.resolvedAt) return refuseFor('over')
  const { heard } = await readUpdateReach(db, incident.id, now)
  const { text, title = incident.title } = body
  const resolution = { postId: incident.id, staffId: caller.id, title, text, ...spokenOf(body) }
  const mail = heard.count > 0 ? () => previewNotice(db, draftOfEnd(incident, text, now), now) : null
  const told = { postId: incident.id, reach: heard.count, mail }
  return tell(act, told, () => resolveIncident(db, resolution, now))
}

/** Opens an incident again. */
export async function runReopen(
  { params: { post }, body }: At & Body<typeof contracts.reopenIncidentContract>,
  act: ApiAct,
): Promise<NoticeAnswer | NotDone> {
  const { db, now, caller } = act
  const incident = await incidentNamed(db, post, now)
  if (!incident) return noPost(post)
  if (!incident.resolvedAt) return refuseFor('too-late')
  const { text, taken, notify: isTold } = body
  const reach = isTold ? (await readUpdateReach(db, incident.id, now)).watching.count : 0
  const said = { text, ...spokenOf(body) }
  const reopening = { postId: incident.id, staffId: caller.id, ...said, isTold, isByProgram: !taken }
  const mail = isTold ? () => previewNotice(db, draftOfWords(reopened(incident), text), now) : null
  return tell(act, { postId: incident.id, reach, mail }, () => reopenIncident(db, reopening, now))
}

/** A public incident by its id or its name in its address. */
export async function incidentNamed(db: Database, name: string, now: Date): Promise<DeskIncident | null> {
  const [found] = await showPosts(db, { name, kinds: ['incident'], limit: 1 }, now)
  return found ? readIncident(db, found.id) : null
}

const promiseProblems = { past: 'has to be later than now', far: 'has to be within a week' }

function wrongPromise(at: Date | null, now: Date): NotDone | null {
  const problem = at && promiseProblem(at, now)
  return problem ? refuseWith(422, `nextUpdateAt ${promiseProblems[problem]}.`, 'nextUpdateAt') : null
}
