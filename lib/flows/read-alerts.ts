import type { Database } from '#db/client.ts'
import { readEnded } from '#db/reads/episodes.ts'
import { readServerNames } from '#db/reads/servers.ts'
import type { Source } from '#db/reads/sources.ts'
import { findFormat } from '#lib/alerts/formats.ts'
import { normaliseHost } from '#lib/alerts/host.ts'
import type { Parsed, ParsedItem } from '#lib/alerts/item.ts'
import { type Grounds, judgeItem, type Verdict } from '#lib/alerts/verdict.ts'
import { fileServers } from '#lib/rules/server-match.ts'

/** One request of an authenticated source. */
export type AlertRequest = {
  source: Source
  format: string
  /** Parsed JSON, or the fields of a form. */
  body: unknown
  /** The sender's id of the request, the same when it is sent again; null when it gives none. */
  messageId: string | null
  receivedAt: Date
}

export type ReadAlerts =
  | { is: 'unreadable'; reason: string }
  | { is: 'too-many'; count: number }
  | { is: 'read'; verdicts: Verdict[]; messageId: string | null }

/** More are not looked at: the answer to a request of empty members would be many times its size. */
const mostMembers = 10_000

/** Parses a request, matches its servers and judges each alert, without storing anything. */
export async function readAlerts(db: Database, request: AlertRequest): Promise<ReadAlerts> {
  const { format, body, receivedAt } = request
  const parsed = parse(format, body, receivedAt)
  if ('unreadable' in parsed) return { is: 'unreadable', reason: parsed.unreadable }
  const { items, messageId } = parsed
  if (items.length > mostMembers) return { is: 'too-many', count: items.length }
  const grounds = await readGrounds(db, request.source, items)
  const verdicts = items.map((item, index) => judgeItem(item, index, grounds))
  return { is: 'read', verdicts, messageId: request.messageId ?? messageId }
}

function parse(format: string, body: unknown, receivedAt: Date): Parsed {
  const found = findFormat(format)
  return found ? found.parse({ body, receivedAt }) : { unreadable: `The format ${format} is not known here.` }
}

/** What the judgement of a batch rests on, read once. */
async function readGrounds(db: Database, source: Source, items: readonly ParsedItem[]): Promise<Grounds> {
  const alerts = items.flatMap(item => (item.is === 'alert' ? [item.alert] : []))
  const late = alerts.filter(alert => alert.state === 'firing' && alert.startsAt !== null)
  const [rows, ended] = await Promise.all([
    readServerNames(db),
    readEnded(db, source.id, [...new Set(late.map(alert => alert.fingerprint))]),
  ])
  const named = rows.map(({ id, hostname, aliases, ips }) => ({
    id,
    hostname: normaliseHost(hostname) ?? hostname,
    aliases: normaliseAll(aliases),
    ips: normaliseAll(ips),
  }))
  return {
    source,
    directory: fileServers(named),
    hostnames: new Map(rows.map(row => [row.id, row.hostname])),
    ended: new Set(ended.map(({ fingerprint, startsAt }) => `${startsAt.getTime()} ${fingerprint}`)),
  }
}

function normaliseAll(names: readonly string[]): string[] {
  return names.flatMap(name => normaliseHost(name) ?? [])
}
