import { type Database, getDatabase } from '#db/client.ts'
import { plainLine } from '#lib/alerts/fields/text.ts'
import { mostAlerts } from '#lib/alerts/item/verdict.ts'
import { refuse } from '#lib/alerts/request/reply.ts'
import { findTool, formatNames } from '#lib/alerts/tools.ts'
import type { Incoming } from '#lib/body/incoming.ts'
import type { IntakeAnswer } from '#lib/body/intake-answer.ts'
import { largest } from '#lib/body/limits.ts'
import { answerFault } from '#lib/faults/answer-fault.ts'
import { faultOf } from '#lib/faults/fault.ts'
import { inTime } from '#lib/faults/in-time.ts'
import { ownSpool } from '#lib/flows/spool/own-spool.ts'
import type { Spool } from '#lib/flows/spool/spool.ts'
import { spoolRequest } from '#lib/flows/spool/spool-request.ts'
import { signal } from '#lib/signals.ts'
import { inSpan, noteUndecided } from '#lib/trace.ts'
import { admitRequest, ownLimits, type RequestLimits } from './admit-request.ts'
import { explainAlerts } from './explain-alerts.ts'
import type { AlertRequest, ReadAlerts } from './read-alerts.ts'
import { type Received, receiveAlerts } from './receive-alerts.ts'

/** A slow database has so long; then the disk takes what it may or may not have taken, and to receive it twice is harmless. */
const patienceMs = 3_000

const spooledReason =
  'The database does not answer. It is kept on the disk of this site, and read when it does.'
const spoolIsFull =
  'Nothing was stored: the database does not answer, and the disk has no room left for alerts. Send it again later.'

/** Where the request came to: the format in its address, the token when it is there too, and what a tool has appended. */
export type Address = { format: string; pathToken: string | null; below?: string }

/**
 * Answers a request to /api/alerts/…: 200 with one result for each alert, once they are durable, or a status and a
 * sentence that says what is wrong. Whatever the request holds, it is never answered with a redirect.
 */
export async function answerAlerts(
  request: Incoming,
  address: Address,
  now: Date,
  db: Database = getDatabase(),
  limits: RequestLimits = ownLimits,
  spool: Spool | null = ownSpool(),
): Promise<IntakeAnswer> {
  const attributes = { 'allclear.tool': findTool(address.format) ? address.format : 'unknown' }
  return inSpan('receive alerts', attributes, async () => {
    const answer = () => answerPlain(request, address, now, db, limits, spool)
    const answered = await answer().catch(error => answerFault('an alert', error))
    if (answered.status !== 200) sayAnswered(address.format, answered.status)
    return answered
  })
}

async function answerPlain(
  request: Incoming,
  { format, pathToken, below = '' }: Address,
  now: Date,
  db: Database,
  limits: RequestLimits,
  spool: Spool | null,
): Promise<IntakeAnswer> {
  const found = findTool(format)
  if (!found) {
    const named = plainLine(format).slice(0, 40)
    return refuse(404, `There is no format "${named}". There are: ${formatNames().join(', ')}.`)
  }
  if (below !== '' && !found.subpaths?.includes(below))
    return refuse(
      404,
      `Nothing is read at this path below ${format}. Post to the address as the desk shows it.`,
    )
  const ways = {
    pathToken,
    takesForm: found.takesForm ?? false,
    takesQuery: found.takesQuery ?? false,
    largest: largest.alerts,
    withServers: true,
  }
  const admitted = await admitRequest(db, request, ways, now, limits)
  if (admitted instanceof Response) return admitted
  const { source, body, messageId, isDryRun, serversVersion } = admitted
  const intake: AlertRequest = { source, format, body, messageId, receivedAt: now, serversVersion }
  return isDryRun ? explain(db, intake) : receive(db, intake, spool)
}

/** An address that is none of ours is anybody's to invent, and counts as one. */
function sayAnswered(format: string, status: number, results: readonly { status: string }[] = []): void {
  const accepted = results.filter(each => each.status === 'accepted').length
  const tool = findTool(format) ? format : 'unknown'
  signal('alerts', { tool, status, accepted, rejected: results.length - accepted })
}

/** What comes while others wait on the disk waits behind them: an end must not overtake its beginning. */
async function receive(db: Database, intake: AlertRequest, spool: Spool | null): Promise<IntakeAnswer> {
  if (spool?.isWaiting()) return keep(spool, intake)
  try {
    const receiving = receiveAlerts(db, intake)
    return answerReceived(intake, await (spool ? inTime(receiving, patienceMs) : receiving))
  } catch (error) {
    if (!spool || faultOf(error) === 'bug') throw error
    return keep(spool, intake)
  }
}

async function keep(spool: Spool, intake: AlertRequest): Promise<Response> {
  const spooled = await spoolRequest(spool, intake)
  switch (spooled.is) {
    case 'unreadable':
      return refuse(400, spooled.reason)
    case 'full':
      return refuse(503, spoolIsFull, { 'retry-after': '30' })
    case 'spooled': {
      const place = { status: 'spooled', id: null, server: null, reason: spooledReason }
      return Response.json({ results: spooled.fingerprints.map(fingerprint => ({ ...place, fingerprint })) })
    }
  }
}

function answerReceived({ format }: AlertRequest, received: Received): IntakeAnswer {
  if (received.is !== 'received') return refuseUnread(received)
  const { results, isDuplicate } = received
  noteUndecided()
  sayAnswered(format, 200, results)
  return { status: 200, json: JSON.stringify({ results, ...(isDuplicate ? { duplicate: true } : {}) }) }
}

async function explain(db: Database, intake: AlertRequest): Promise<Response> {
  const explained = await explainAlerts(db, intake)
  if (explained.is !== 'explained') return refuseUnread(explained)
  return Response.json({ dryRun: true, results: explained.results, alerts: explained.alerts })
}

function refuseUnread(read: Exclude<ReadAlerts, { is: 'read' }>): Response {
  switch (read.is) {
    case 'unreadable':
      return refuse(400, read.reason)
    case 'too-many':
      return refuse(413, `The body holds ${read.count} alerts. Send at most ${mostAlerts} at a time.`)
  }
}

/** CloudEvents' handshake: says whether a sender may deliver here, and how fast (requests in a minute). */
export function answerHandshake(request: Incoming): Response {
  const allow = 'POST, PUT, OPTIONS'
  const origin = request.headers.get('webhook-request-origin')
  if (!origin) return new Response(null, { status: 204, headers: { allow } })
  const headers = { allow, 'webhook-allowed-origin': origin, 'webhook-allowed-rate': '*' }
  return new Response(null, { status: 200, headers })
}
