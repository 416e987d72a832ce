import { type Database, getDatabase } from '#db/client.ts'
import { findSource, type Source } from '#db/reads/sources.ts'
import { tokenOf } from '#lib/alerts/credentials.ts'
import { formats } from '#lib/alerts/formats.ts'
import type { Parse } from '#lib/alerts/item.ts'
import { readBody } from '#lib/alerts/read-body.ts'
import { hashToken } from '#lib/alerts/token.ts'
import { type Request as Intake, type Member, readRequest, receiveAlerts } from './receive-alerts.ts'

/** Where the request came to: the format in its address, and the token when it is there too. */
type Address = { format: string; pathToken: string | null }

/**
 * Answers a POST to /api/alerts/…: 200 with one result for each alert, once they are durable, or a status and a sentence
 * that says what is wrong. Whatever the request holds, it is never answered with a redirect.
 */
export async function answerAlerts(
  request: Request,
  address: Address,
  now: Date,
  db: Database = getDatabase(),
): Promise<Response> {
  const parse = formats.get(address.format)
  if (!parse)
    return refuse(
      404,
      `There is no format "${address.format.slice(0, 40)}". There are: ${[...formats.keys()].join(', ')}.`,
    )
  try {
    const token = address.pathToken ?? tokenOf(request.headers.get('authorization'))
    const source = token ? await findSource(db, hashToken(token), now) : null
    if (!source) return unauthorised(token !== null)
    return await answerSource(db, request, { format: address.format, parse, source }, now)
  } catch (error) {
    console.error(`allclear: an alert could not be stored: ${error instanceof Error ? error.message : error}`)
    return refuse(
      503,
      'The alerts were not stored, for the database does not answer. Send them again in a few seconds.',
      {
        'retry-after': '5',
      },
    )
  }
}

type Known = { format: string; parse: Parse; source: Source }

async function answerSource(db: Database, request: Request, known: Known, now: Date): Promise<Response> {
  const type = request.headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  if (type !== '' && !/^application\/([\w.-]+\+)?json$/.test(type))
    return refuse(
      415,
      `The content type is ${type.slice(0, 80)}, but ${known.format} is read as application/json.`,
    )
  const body = await readBody(request)
  if ('problem' in body) return refuseBody(body.problem)
  const parsed = parseJson(body.text)
  if (!parsed) return refuse(400, 'The body is not JSON. Send a JSON object, in UTF-8.')
  const messageId = request.headers.get('webhook-id')?.slice(0, 256) || null
  const intake: Intake = { ...known, body: parsed.value, messageId, receivedAt: now }
  if (new URL(request.url).searchParams.has('dry-run')) return answerDryRun(db, intake)
  const received = await receiveAlerts(db, intake)
  if ('unreadable' in received) return refuse(400, received.unreadable)
  return Response.json({ results: received.results, ...(received.isDuplicate ? { duplicate: true } : {}) })
}

async function answerDryRun(db: Database, intake: Intake): Promise<Response> {
  const read = await readRequest(db, intake)
  if ('unreadable' in read) return refuse(400, read.unreadable)
  return Response.json({ dryRun: true, alerts: read.members.map(describe) })
}

function describe({ item, match, result, reason, field }: Member): Record<string, unknown> {
  const outcome = { status: result, ...(reason ? { reason } : {}), ...(field ? { field } : {}) }
  if (item.is !== 'alert') return outcome
  const { hosts: _, isClockAhead, ...alert } = item.alert
  return {
    ...outcome,
    ...alert,
    server: match && 'serverId' in match ? match.serverId : null,
    ...(match && 'how' in match ? { matchedBy: match.how } : {}),
    ...(match && 'unmatched' in match ? { unmatched: match.unmatched } : {}),
    ...(isClockAhead ? { isClockAhead } : {}),
  }
}

function parseJson(text: string): { value: unknown } | null {
  try {
    return { value: JSON.parse(text) }
  } catch {
    return null
  }
}

function unauthorised(isGiven: boolean): Response {
  const sentence = isGiven
    ? 'No source has this token. Look it up or rotate it at the desk.'
    : 'The token is missing. Send "Authorization: Bearer …" with the token of a source.'
  return refuse(401, sentence, { 'www-authenticate': 'Bearer realm="alerts"' })
}

function refuseBody(problem: 'too large' | 'broken compression' | 'unknown compression'): Response {
  switch (problem) {
    case 'too large':
      return refuse(
        413,
        'The body is larger than 2 MiB, or than 8 MiB unpacked. Send fewer alerts at a time.',
      )
    case 'broken compression':
      return refuse(400, 'The body says that it is gzip, but cannot be unpacked.')
    case 'unknown compression':
      return refuse(415, 'The body may be sent as it is or as gzip; no other Content-Encoding is read.')
  }
}

function refuse(status: number, message: string, headers: Record<string, string> = {}): Response {
  return Response.json({ message }, { status, headers })
}
