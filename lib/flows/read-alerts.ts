import type { Database } from '#db/client.ts'
import { readEnded, readOpenOn } from '#db/reads/episodes.ts'
import { readServerNames, type ServerNames } from '#db/reads/servers.ts'
import type { Source } from '#db/reads/sources.ts'
import { findFormat } from '#lib/alerts/formats.ts'
import { normaliseHost } from '#lib/alerts/host.ts'
import type { ParsedItem } from '#lib/alerts/item.ts'
import {
  episodeKey,
  type Grounds,
  homelessFingerprints,
  judgeItem,
  lateFingerprints,
  type Verdict,
} from '#lib/alerts/verdict.ts'
import { type Gathered, gather } from '#lib/gather.ts'
import { isLateFor } from '#lib/rules/episode.ts'
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
  | { is: 'read'; verdicts: Verdict[]; messageId: string | null; hostnames: Grounds['hostnames'] }

/** More are not looked at: the answer to a request of empty members would be many times its size. */
const mostMembers = 10_000

/** Parses a request, matches its servers and judges each alert, without storing anything. */
export async function readAlerts(db: Database, request: AlertRequest): Promise<ReadAlerts> {
  const { format, body, receivedAt } = request
  const parsed = findFormat(format)?.parse({ body, receivedAt })
  if (!parsed || 'unreadable' in parsed)
    return { is: 'unreadable', reason: parsed?.unreadable ?? `The format ${format} is not known here.` }
  const { items, messageId } = parsed
  if (items.length > mostMembers) return { is: 'too-many', count: items.length }
  const judged = await judgeItems(db, request.source, items, receivedAt)
  return { is: 'read', ...judged, messageId: request.messageId ?? messageId }
}

/** Matches what was parsed with the servers, and judges it by what is known now. */
export async function judgeItems(
  db: Database,
  source: Source,
  items: readonly ParsedItem[],
  receivedAt: Date,
): Promise<{ verdicts: Verdict[]; hostnames: Grounds['hostnames'] }> {
  const grounds = await readGrounds(db, source, items, receivedAt)
  const verdicts = items.map((item, index) => judgeItem(item, index, grounds))
  return { verdicts, hostnames: grounds.hostnames }
}

/** What the judgement of a batch rests on, read once. */
async function readGrounds(
  db: Database,
  source: Source,
  items: readonly ParsedItem[],
  receivedAt: Date,
): Promise<Grounds> {
  const names = await readNames(db)
  const places = { source, ...names }
  const ended = await readEnded(db, source.id, lateFingerprints(items, places))
  const justEnded = ended.filter(({ closedAt }) => closedAt && isLateFor(closedAt, { receivedAt }))
  return {
    ...places,
    openOn: await readOpenOn(db, source.id, homelessFingerprints(items, places)),
    ended: new Set(justEnded.map(row => episodeKey(row.serverId, row.fingerprint, row.startsAt))),
  }
}

type Names = Pick<Grounds, 'directory' | 'hostnames'>
const readers = new WeakMap<Database, Gathered<void, Names>>()

/** All servers, as they are at the moment; requests that come while others' read runs share the next one. */
export function readNames(db: Database): Promise<Names> {
  const reader =
    readers.get(db) ??
    gather(
      async waiting => {
        const names = fileNames(await readServerNames(db))
        return waiting.map(() => names)
      },
      { most: Infinity, isOwnFault: () => false },
    )
  readers.set(db, reader)
  return reader()
}

function fileNames(rows: readonly ServerNames[]): Names {
  const named = rows.map(({ id, hostname, aliases, ips }) => ({
    id,
    hostname: normaliseHost(hostname) ?? hostname,
    aliases: normaliseAll(aliases),
    ips: normaliseAll(ips),
  }))
  return { directory: fileServers(named), hostnames: new Map(rows.map(row => [row.id, row.hostname])) }
}

function normaliseAll(names: readonly string[]): string[] {
  return names.flatMap(name => normaliseHost(name) ?? [])
}
