import { type Database, getDatabase, type Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { countMeasuresOf, readOneOpenOn } from '#db/reads/containment/measures.ts'
import { insertMeasure, lockMeasure, updateMeasure } from '#db/writes/containment/measures.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { parseMeasure, type ReportedMeasure } from '#lib/alerts/request/agent-message.ts'
import { refuse } from '#lib/alerts/request/reply.ts'
import type { Incoming } from '#lib/body/incoming.ts'
import { answerFault } from '#lib/faults/answer-fault.ts'
import { ownLimits, type RequestLimits } from '#lib/flows/alerts/admit-request.ts'
import { type AdmittedAgent, admitAgent } from '#lib/flows/sources/admit-agent.ts'
import { later } from '#lib/rules/time/time.ts'
import { getShared, type PageChange } from '#lib/shared.ts'
import { createRateLimit, type RateLimit } from '#lib/turns/rate-limit.ts'
import { announceMeasures } from './change-measures.ts'

const ofAgent = { burst: 60, perMinute: 10 }
const ownTurns = createRateLimit({ name: 'measures-of-an-agent', address: ofAgent, network: ofAgent })

/** A script that reports each packet is no log that a person reads. */
const mostPerDay = 500
const daySeconds = 86_400

type Result = 'recorded' | 'changed' | 'ended' | 'unknown' | 'too-many' | 'withdrawn'

/**
 * Answers an agent that reports what was done against an attack on its own server, or that it has ended. It belongs to the
 * incident that is open there, if there is one and no more, and readers see nothing of it before staff say so.
 */
export async function answerMeasure(
  request: Incoming,
  now: Date,
  db: Database = getDatabase(),
  limits: RequestLimits = ownLimits,
  turns: RateLimit = ownTurns,
): Promise<Response> {
  return answer(request, now, db, limits, turns).catch(error => answerFault('a measure', error))
}

async function answer(
  request: Incoming,
  now: Date,
  db: Database,
  limits: RequestLimits,
  turns: RateLimit,
): Promise<Response> {
  const admitted = await admitAgent(db, request, now, limits, turns)
  if (admitted instanceof Response) return admitted
  const read = parseMeasure(admitted.body, now)
  if ('unreadable' in read) return refuse(400, read.unreadable)
  const { result, change } = await db.transaction(async tx => {
    const result =
      'end' in read ? await end(tx, admitted, read.end, now) : await report(tx, admitted, read.said, now)
    const isShown = result === 'recorded' || result === 'changed' || result === 'ended'
    return { result, change: isShown ? await announceMeasures(tx, now) : null }
  })
  if (change) await refreshPages(change)
  switch (result) {
    case 'unknown':
      return refuse(404, 'This agent has recorded no measure with this id.')
    case 'withdrawn':
      return refuse(409, 'Staff have withdrawn this measure. Record another one by another id.')
    case 'too-many':
      return refuse(429, `This agent has recorded ${mostPerDay} measures within a day.`, {
        'retry-after': '3600',
      })
    default:
      return Response.json({ result })
  }
}

async function refreshPages(change: PageChange): Promise<void> {
  await getShared().pages.refresh(change)
}

async function report(
  tx: Transaction,
  { source, server }: AdmittedAgent,
  { id: sourceKey, what: kind, text, why, by, since, until }: ReportedMeasure,
  now: Date,
): Promise<Result> {
  const known = await lockMeasure(tx, { sourceId: source.id, sourceKey })
  const said = { kind, text, why, doneBy: by, since, until }
  if (known?.withdrawnAt) return 'withdrawn'
  // A repeat that comes late begins nothing anew.
  if (known?.until && known.until <= now) return 'ended'
  if (known) {
    // What staff have published stays as they read it: other words of a program wait for them again.
    const isPublic = known.isPublic && known.text === text && known.kind === kind
    await updateMeasure(tx, known, { ...said, since: known.since, isPublic })
    await note(tx, { id: known.id, action: 'change-measure', facts: { sourceId: source.id, text } }, now)
    return 'changed'
  }
  if ((await countMeasuresOf(tx, source.id, later(now, -daySeconds))) >= mostPerDay) return 'too-many'
  const [id, postId] = [newId(), await readOneOpenOn(tx, server.id)]
  const place = { isEverywhere: false, serverIds: [server.id], groupIds: [], postId, isPublic: false }
  const origin = { staffId: null, sourceId: source.id, sourceKey }
  await insertMeasure(tx, { id, ...said, ...place, ...origin }, now)
  await note(tx, { id, action: 'record-measure', facts: { sourceId: source.id, text } }, now)
  return 'recorded'
}

async function end(
  tx: Transaction,
  { source }: AdmittedAgent,
  sourceKey: string,
  now: Date,
): Promise<Result> {
  const known = await lockMeasure(tx, { sourceId: source.id, sourceKey })
  if (!known) return 'unknown'
  if (known.withdrawnAt || (known.until && known.until <= now)) return 'ended'
  await updateMeasure(tx, known, { until: known.since > now ? known.since : now })
  await note(tx, { id: known.id, action: 'end-measure', facts: { sourceId: source.id } }, now)
  return 'ended'
}

type Noted = {
  id: string
  action: 'record-measure' | 'change-measure' | 'end-measure'
  facts: Record<string, unknown>
}

function note(tx: Transaction, { id, action, facts }: Noted, now: Date): Promise<void> {
  return writeAudit(tx, { at: now, staffId: null, action, subject: `measure ${id}`, facts })
}
