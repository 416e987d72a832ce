import type { Database } from '#db/client.ts'
import { episodeKey, readClosedEpisodes } from '#db/reads/closed-episodes.ts'
import { readNamedServers } from '#db/reads/named-servers.ts'
import type { Source } from '#db/reads/sources.ts'
import type { LogResult } from '#db/schema.ts'
import { appendLines, type NewLine, noteSeen, rememberMessage } from '#db/writes/alert-log.ts'
import { normaliseHost } from '#lib/alerts/host.ts'
import type { Parse, ParsedItem } from '#lib/alerts/item.ts'
import { cleanText } from '#lib/alerts/text.ts'
import type { ReportedAlert } from '#lib/rules/alert.ts'
import {
  indexServers,
  matchServer,
  type NamedServer,
  type ServerIndex,
  type ServerMatch,
} from '#lib/rules/server-match.ts'
import { getShared } from '#lib/shared.ts'

export type Request = {
  source: Source
  /** The format's name, as in the address. */
  format: string
  parse: Parse
  body: unknown
  /** The sender's id of this message, from a header; null when there is none. */
  messageId: string | null
  receivedAt: Date
}

/** One for each member of the request, in its order. */
export type Result = {
  status: LogResult
  fingerprint: string | null
  /** The alert log's number of it; null when nothing was stored. */
  id: string | null
  server: string | null
  field?: string
  reason?: string
}

export type Received = { results: Result[]; isDuplicate: boolean } | { unreadable: string }

/**
 * Takes a request of alerts: parses it, finds the servers, and appends one line for each member to the alert log.
 * When it returns results they are durable; the decision follows by itself. Throws when the database is out of reach.
 */
export async function receiveAlerts(db: Database, request: Request): Promise<Received> {
  const { source, receivedAt } = request
  const read = await readRequest(db, request)
  if ('unreadable' in read) return read
  const lines = read.members.map(member => lineOf(member, request))
  const messageId = request.messageId ?? read.messageId ?? null
  const stored = await db.transaction(async tx => {
    await noteSeen(tx, source.id, receivedAt)
    if (messageId && !(await rememberMessage(tx, source.id, messageId, receivedAt))) return null
    return appendLines(tx, lines)
  })
  if (stored && lines.some(line => line.result === 'accepted')) getShared().nudge?.()
  const results = lines.map((line, i) => resultOf(line, read.members[i], stored?.[i] ?? null))
  return { results: stored ? results : results.map(asDuplicate), isDuplicate: stored === null }
}

/** What the request would be taken for, with the server of each alert and how it was found. Stores nothing. */
export async function readRequest(db: Database, { parse, body, source, receivedAt }: Request) {
  const parsed = parse({ body, receivedAt })
  if ('unreadable' in parsed) return parsed
  const servers = await readNamedServers(db)
  const index = indexServers(servers.map(inNormalForm))
  const hostnames = new Map(servers.map(server => [server.id, server.hostname]))
  const isOver = await overCheck(db, source.id, parsed.items)
  const members = parsed.items.map(item => memberOf(item, source, index, hostnames, isOver))
  return { members, ...(parsed.messageId === undefined ? {} : { messageId: parsed.messageId }) }
}

export type Member = {
  item: ParsedItem
  match: ServerMatch | null
  hostname: string | null
  result: LogResult
  reason: string | null
  field: string | null
}

/** A stored server with its names as callers' names are compared. */
export function inNormalForm(server: NamedServer): NamedServer {
  const normal = (names: readonly string[]) => names.map(normaliseHost).filter(name => name !== null)
  const [hostname = server.hostname] = normal([server.hostname])
  return { ...server, hostname, aliases: normal(server.aliases), ips: normal(server.ips) }
}

async function overCheck(db: Database, sourceId: string, items: readonly ParsedItem[]) {
  const firing = items.flatMap(item =>
    item.is === 'alert' && item.alert.state === 'firing' ? [item.alert] : [],
  )
  const over = await readClosedEpisodes(
    db,
    sourceId,
    firing.filter(alert => alert.startsAt).map(alert => alert.fingerprint),
  )
  return (alert: ReportedAlert) =>
    alert.state === 'firing' &&
    alert.startsAt !== null &&
    over.has(episodeKey(alert.fingerprint, alert.startsAt))
}

function memberOf(
  item: ParsedItem,
  source: Source,
  index: ServerIndex,
  hostnames: ReadonlyMap<string, string>,
  isOver: (alert: ReportedAlert) => boolean,
): Member {
  const nothing = { item, match: null, hostname: null, field: null }
  if (item.is === 'ignored') return { ...nothing, result: 'ignored', reason: item.reason }
  if (item.is === 'rejected')
    return { ...nothing, result: 'rejected', reason: item.reason, field: item.field }
  const hosts = item.alert.hosts.map(normaliseHost).filter(host => host !== null)
  const match = matchServer(hosts, index, source.defaultServerId)
  if ('unmatched' in match)
    return { ...nothing, match, result: 'unmatched', reason: unmatchedReason(match.unmatched, item.alert) }
  const hostname = hostnames.get(match.serverId) ?? null
  const { boundServerIds } = source
  if (boundServerIds.length > 0 && !boundServerIds.includes(match.serverId))
    return {
      ...nothing,
      match,
      result: 'rejected',
      field: 'server',
      reason: `this token may not speak for ${hostname}`,
    }
  if (isOver(item.alert))
    return { ...nothing, match, hostname, result: 'ignored', reason: 'this episode has ended already' }
  return { ...nothing, match, hostname, result: 'accepted', reason: null }
}

function unmatchedReason(why: 'unknown' | 'missing' | 'ambiguous', alert: ReportedAlert): string {
  const named = cleanText(alert.hosts[0] ?? '').slice(0, 100)
  switch (why) {
    case 'unknown':
      return `no server is known as "${named}": kept for staff`
    case 'ambiguous':
      return `more than one server is known as "${named}": kept for staff`
    case 'missing':
      return 'the alert names no server: kept for staff'
  }
}

function lineOf(member: Member, { source, format, receivedAt }: Request): NewLine {
  const { item, match, result, reason } = member
  const common = {
    sourceId: source.id,
    format,
    receivedAt,
    result,
    reason,
    decidedAt: result === 'accepted' ? null : receivedAt,
  }
  if (item.is === 'rejected')
    return { ...common, reason: `${member.field}: ${reason}`, fingerprint: item.fingerprint }
  if (item.is === 'ignored') return common
  const { fingerprint, kind, state, severity, summary, details, startsAt, endsAt, hosts } = item.alert
  const serverId = match && 'serverId' in match ? match.serverId : null
  return {
    ...common,
    fingerprint,
    kind,
    state,
    severity,
    summary,
    details,
    startsAt,
    endsAt,
    serverId,
    host: cleanText(hosts[0] ?? '').slice(0, 253) || null,
  }
}

function resultOf(line: NewLine, member: Member | undefined, sequence: number | null): Result {
  return {
    status: line.result,
    fingerprint: line.fingerprint ?? null,
    id: sequence === null ? null : String(sequence),
    server: member?.hostname ?? null,
    ...(member?.field ? { field: member.field } : {}),
    ...(member?.reason ? { reason: member.reason } : {}),
  }
}

function asDuplicate({ fingerprint, server }: Result): Result {
  return { status: 'duplicate', fingerprint, id: null, server, reason: 'this message was received before' }
}
