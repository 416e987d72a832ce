import { announcePages } from '#db/changes/announce.ts'
import { type Database, getDatabase, type Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { insertOwnWork, lockOwnWorks, moveOwnWorkEnd } from '#db/writes/maintenance/own-work.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { parseWork, type ReportedWork } from '#lib/alerts/request/agent-message.ts'
import { refuse } from '#lib/alerts/request/reply.ts'
import type { Incoming } from '#lib/body/incoming.ts'
import { answerFault } from '#lib/faults/answer-fault.ts'
import { ownLimits, type RequestLimits } from '#lib/flows/alerts/admit-request.ts'
import { serverPage } from '#lib/flows/posts/page-paths.ts'
import { type AdmittedAgent, admitAgent } from '#lib/flows/sources/admit-agent.ts'
import { grantedUntil, ownWorkLimit } from '#lib/rules/maintenance/own-work.ts'
import { later } from '#lib/rules/time/time.ts'
import { deskPage, getShared } from '#lib/shared.ts'
import { createRateLimit, type RateLimit } from '#lib/turns/rate-limit.ts'
import { workSentence } from '#lib/words/servers.ts'
import { wordsIn } from '#lib/words/words.ts'

const ofAgent = { burst: 20, perMinute: 4 }
const ownTurns = createRateLimit({ name: 'work-of-an-agent', address: ofAgent, network: ofAgent })

type Outcome =
  | { result: 'started' | 'extended' | 'ended'; until: Date; shown: string }
  | { refused: 'unknown' | 'exhausted' }

/**
 * Answers an agent that says that its own server may be slow by our work, for how much longer, or that this is over. The
 * server's banner says so until then and mails nobody; news of other things is told as ever.
 */
export async function answerOwnWork(
  request: Incoming,
  now: Date,
  db: Database = getDatabase(),
  limits: RequestLimits = ownLimits,
  turns: RateLimit = ownTurns,
): Promise<Response> {
  return answer(request, now, db, limits, turns).catch(error => answerFault('a countermeasure', error))
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
  if (!admitted.source.mayBeginWork)
    return refuse(403, 'Staff have switched off at the desk that this agent may begin countermeasures.')
  const read = parseWork(admitted.body)
  if ('unreadable' in read) return refuse(400, read.unreadable)
  const { outcome, change } = await db.transaction(async tx => {
    const outcome = await ('end' in read
      ? end(tx, admitted, read.end, now)
      : say(tx, admitted, read.said, now))
    if ('refused' in outcome) return { outcome, change: null }
    return {
      outcome,
      change: await announcePages(tx, [serverPage(admitted.server.hostname), '/', deskPage], now),
    }
  })
  if ('refused' in outcome) return refuseWork(outcome.refused)
  const { nudge, pages } = getShared()
  nudge?.()
  if (change) await pages.refresh(change)
  return Response.json({ ...outcome, until: outcome.until.toISOString() })
}

function refuseWork(why: 'unknown' | 'exhausted'): Response {
  if (why === 'unknown') return refuse(404, 'This agent has begun no countermeasure with this id.')
  const hours = ownWorkLimit.mostSeconds / 3600
  return refuse(
    409,
    `This agent has explained ${hours} hours of the last 24 already. Staff can say more at the desk.`,
  )
}

async function say(
  tx: Transaction,
  { source, server }: AdmittedAgent,
  { id: sourceKey, what, measure, minutes, note }: ReportedWork,
  now: Date,
): Promise<Outcome> {
  const works = await lockOwnWorks(tx, source.id, later(now, -ownWorkLimit.daySeconds))
  const known = works.find(work => work.sourceKey === sourceKey)
  const shown = workSentence(wordsIn('en'), server.label, known ? known.measure : measure)
  // A repeat that comes late begins nothing anew.
  if (known && known.endsAt <= now) return { result: 'ended', until: known.endsAt, shown }
  const others = works.filter(work => work !== known)
  const until = grantedUntil(others, known?.startsAt ?? now, minutes, now)
  if (!until) return { refused: 'exhausted' }
  if (known) await moveOwnWorkEnd(tx, known.id, until)
  const id = known?.id ?? newId()
  const title = note === null ? what : `${what}: ${note}`
  const work = {
    id,
    sourceId: source.id,
    sourceKey,
    serverId: server.id,
    title,
    measure,
    startsAt: now,
    endsAt: until,
  }
  if (!known) await insertOwnWork(tx, work, now)
  const action = known ? 'extend-own-work' : 'begin-own-work'
  await noteWork(tx, { action, id, facts: { sourceId: source.id, serverId: server.id, title, until } }, now)
  return { result: known ? 'extended' : 'started', until, shown }
}

async function end(
  tx: Transaction,
  { source, server }: AdmittedAgent,
  sourceKey: string,
  now: Date,
): Promise<Outcome> {
  const works = await lockOwnWorks(tx, source.id, later(now, -ownWorkLimit.daySeconds))
  const known = works.find(work => work.sourceKey === sourceKey)
  if (!known) return { refused: 'unknown' }
  const shown = workSentence(wordsIn('en'), server.label, known.measure)
  if (known.endsAt <= now) return { result: 'ended', until: known.endsAt, shown }
  await moveOwnWorkEnd(tx, known.id, now)
  await noteWork(tx, { action: 'end-own-work', id: known.id, facts: { sourceId: source.id } }, now)
  return { result: 'ended', until: now, shown }
}

type Noted = {
  action: 'begin-own-work' | 'extend-own-work' | 'end-own-work'
  id: string
  facts: Record<string, unknown>
}

function noteWork(tx: Transaction, { action, id, facts }: Noted, now: Date): Promise<void> {
  return writeAudit(tx, { at: now, staffId: null, action, subject: `maintenance ${id}`, facts })
}
