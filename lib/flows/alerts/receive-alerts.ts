import type { Database } from '#db/client.ts'
import type { Source } from '#db/reads/sources/sources.ts'
import { markSeen, type NewLine } from '#db/writes/alerts/alert-log.ts'
import { notAhead } from '#lib/alerts/fields/time.ts'
import type { Verdict } from '#lib/alerts/item/verdict.ts'
import type { LogResult } from '#lib/rules/alerts/alert.ts'
import type { Labels } from '#lib/rules/sources/source-rule.ts'
import { getShared } from '#lib/shared.ts'
import { type Added, appendAlerts } from './append-alerts.ts'
import { type AlertRequest, type ReadAlerts, readAlerts } from './read-alerts.ts'

/** One for each member of the request, in its order. */
export type AlertResult = {
  status: LogResult
  fingerprint: string | null
  /** The alert log's number of it; null when nothing was stored. */
  id: string | null
  /** The host name of the server that was found. */
  server: string | null
  /** Which field is wrong. */
  field?: string
  reason?: string
}

export type Received =
  | { is: 'received'; results: AlertResult[]; isDuplicate: boolean }
  | Exclude<ReadAlerts, { is: 'read' }>

/** A busy source costs no write for each alert. */
const seenEveryMs = 60_000

/**
 * Takes a request of alerts: parses it, finds the servers, and appends one line for each member to the alert log.
 * When it returns results they are durable; the decision follows by itself. Throws when the database is out of reach.
 */
export async function receiveAlerts(db: Database, request: AlertRequest): Promise<Received> {
  const { source, receivedAt } = request
  await noteSeen(db, source, receivedAt)
  const read = await readAlerts(db, request)
  if (read.is !== 'read') return read
  const { verdicts, messageId, hostnames } = read
  const logged = verdicts.filter(verdict => verdict.isLogged)
  const lines = logged.map(verdict => lineOf(verdict, request))
  const added = await appendAlerts(db, { sourceId: source.id, receivedAt, messageId, lines })
  if (added !== 'duplicate' && lines.some(line => line.decidedAt === null)) getShared().nudge?.()
  const places = new Map(logged.map((verdict, i) => [verdict, i]))
  const results = verdicts.map(verdict =>
    alertResultOf(verdict, hostnames, outcomeOf(added, places.get(verdict))),
  )
  return { is: 'received', results, isDuplicate: added === 'duplicate' }
}

/** Remembers that a source is alive. */
export async function noteSeen(db: Database, source: Source, now: Date): Promise<void> {
  if (!isSeenLately(source, now)) await markSeen(db, [source.id], now, seenAgainAfter(now))
}

/** It was noted a moment ago that the source is alive. */
export function isSeenLately({ lastSeenAt }: Source, now: Date): boolean {
  return lastSeenAt !== null && lastSeenAt >= seenAgainAfter(now)
}

/** Who was seen before then is noted again. */
export function seenAgainAfter(now: Date): Date {
  return new Date(now.getTime() - seenEveryMs)
}

type Outcome = number | 'duplicate' | null

function outcomeOf(added: Added, place: number | undefined): Outcome {
  if (added === 'duplicate') return 'duplicate'
  return place === undefined ? null : (added[place] ?? null)
}

/** The result as the request is answered. */
export function alertResultOf(
  verdict: Verdict,
  hostnames: ReadonlyMap<string, string>,
  outcome: Outcome,
): AlertResult {
  const { result, fingerprint, field, reason, named } = verdict
  const server = hostnames.get(named?.serverId ?? '') ?? null
  if (outcome === 'duplicate')
    return { status: 'duplicate', fingerprint, id: null, server, reason: 'This message was received before.' }
  return {
    status: result,
    fingerprint,
    id: outcome === null ? null : String(outcome),
    server,
    ...(field === null ? {} : { field }),
    ...(reason === null ? {} : { reason }),
  }
}

const mostHost = 253

/** The line of the alert log for a verdict. */
export function lineOf(verdict: Verdict, { source, format, receivedAt }: AlertRequest): NewLine {
  const { result, reason, fingerprint, named } = verdict
  const common = { sourceId: source.id, format, receivedAt, result, reason, fingerprint }
  // Only what is accepted waits for the decider.
  const line = { ...common, decidedAt: result === 'accepted' ? null : receivedAt }
  if (!named) return line
  const { alert, labels, eventId, serverId, isNamedByHost } = named
  const { kind, state, severity, isGuess, summary, details, startsAt, endsAt, isClockAhead } = alert
  return {
    ...line,

    kind,
    state,
    severity,
    isGuess,
    summary,
    details,
    startsAt,
    isClockAhead,
    serverId,
    eventId,
    isNamedByHost,

    endsAt: notAhead(endsAt, receivedAt).at,
    labels: noneIfEmpty(labels),
    host: alert.hosts[0]?.slice(0, mostHost).toWellFormed() ?? null,
  }
}

function noneIfEmpty(labels: Labels): Labels | null {
  return Object.keys(labels).length > 0 ? labels : null
}
