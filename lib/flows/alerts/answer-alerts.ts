import { type Database, getDatabase } from '#db/client.ts'
import { plainLine } from '#lib/alerts/fields/text.ts'
import { mostAlerts } from '#lib/alerts/item/verdict.ts'
import { refuse } from '#lib/alerts/request/reply.ts'
import { findTool, formatNames } from '#lib/alerts/tools.ts'
import type { Incoming } from '#lib/body/incoming.ts'
import { largest } from '#lib/body/limits.ts'
import { answerFault } from '#lib/faults/answer-fault.ts'
import { signal } from '#lib/signals.ts'
import { inSpan, noteUndecided } from '#lib/trace.ts'
import { admitRequest, ownLimits, type RequestLimits } from './admit-request.ts'
import { explainAlerts } from './explain-alerts.ts'
import type { AlertRequest, ReadAlerts } from './read-alerts.ts'
import { receiveAlerts } from './receive-alerts.ts'

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
): Promise<Response> {
  const attributes = { 'allclear.tool': findTool(address.format) ? address.format : 'unknown' }
  return inSpan('receive alerts', attributes, async () => {
    const answer = () => answerPlain(request, address, now, db, limits)
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
): Promise<Response> {
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
  }
  const admitted = await admitRequest(db, request, ways, now, limits)
  if (admitted instanceof Response) return admitted
  const { source, body, messageId, isDryRun } = admitted
  const intake: AlertRequest = { source, format, body, messageId, receivedAt: now }
  return isDryRun ? explain(db, intake) : receive(db, intake)
}

/** An address that is none of ours is anybody's to invent, and counts as one. */
function sayAnswered(format: string, status: number, results: readonly { status: string }[] = []): void {
  const accepted = results.filter(each => each.status === 'accepted').length
  const tool = findTool(format) ? format : 'unknown'
  signal('alerts', { tool, status, accepted, rejected: results.length - accepted })
}

async function receive(db: Database, intake: AlertRequest): Promise<Response> {
  const received = await receiveAlerts(db, intake)
  if (received.is !== 'received') return refuseUnread(received)
  const { results, isDuplicate } = received
  noteUndecided()
  sayAnswered(intake.format, 200, results)
  return Response.json({ results, ...(isDuplicate ? { duplicate: true } : {}) })
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
