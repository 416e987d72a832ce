import type { Database } from '#db/client.ts'
import { readEnded, readOpenOn } from '#db/reads/alerts/episodes.ts'
import { readServerNames, readServersVersion, type ServerNames } from '#db/reads/servers/servers.ts'
import type { Source } from '#db/reads/sources/sources.ts'
import { normaliseHost } from '#lib/alerts/hosts/host.ts'
import type { ParsedItem } from '#lib/alerts/item/item.ts'
import {
  episodeKey,
  type Grounds,
  homelessFingerprints,
  judgeItem,
  lateFingerprints,
  mostAlerts,
  nameAlert,
  type Verdict,
} from '#lib/alerts/item/verdict.ts'
import { parseFairly } from '#lib/alerts/request/parse-fairly.ts'
import { findTool } from '#lib/alerts/tools.ts'
import { mapFairly } from '#lib/limits/fair-queue.ts'
import { type Gathered, gather } from '#lib/limits/gather.ts'
import { fileServers, type NamedServer } from '#lib/rules/alerts/server-match.ts'
import { isLateFor } from '#lib/rules/decision/episode.ts'

/** One request of an authenticated source. */
export type AlertRequest = {
  source: Source
  format: string
  /** Parsed JSON, or the fields of a form. */
  body: unknown
  /** The sender's id of the request, the same when it is sent again; null when it gives none. */
  messageId: string | null
  receivedAt: Date
  /** The version that the servers have now, where it is known; else it is asked for. */
  serversVersion?: string | null | undefined
}

export type ReadAlerts =
  | { is: 'unreadable'; reason: string }
  | { is: 'too-many'; count: number }
  | { is: 'read'; verdicts: Verdict[]; messageId: string | null; hostnames: Grounds['hostnames'] }

/** More are not looked at: the answer to a request of empty members would be many times its size. */
const mostMembers = 2_000

/** Parses a request, matches its servers and judges each alert, without storing anything. */
export async function readAlerts(db: Database, request: AlertRequest): Promise<ReadAlerts> {
  const { format, body, receivedAt } = request
  const parse = findTool(format)?.parse
  if (!parse) return { is: 'unreadable', reason: `The format ${format} is not known here.` }
  const parsed = await parseFairly(parse, { body, receivedAt }, mostAlerts)
  if ('unreadable' in parsed) return { is: 'unreadable', reason: parsed.unreadable }
  const { items, messageId } = parsed
  if (items.length > mostMembers) return { is: 'too-many', count: items.length }
  const judged = await judgeItems(db, request.source, items, receivedAt, request.serversVersion)
  return { is: 'read', ...judged, messageId: request.messageId ?? messageId }
}

/** Matches what was parsed with the servers, and judges it by what is known now. */
export async function judgeItems(
  db: Database,
  source: Source,
  items: readonly ParsedItem[],
  receivedAt: Date,
  serversVersion?: string | null,
): Promise<{ verdicts: Verdict[]; hostnames: Grounds['hostnames'] }> {
  const grounds = await readGrounds(db, source, items, receivedAt, serversVersion)
  const verdicts = await mapFairly(items, (item, index) => judgeItem(item, index, grounds))
  return { verdicts, hostnames: grounds.hostnames }
}

/** What the judgement of a batch rests on, read once. */
async function readGrounds(
  db: Database,
  source: Source,
  items: readonly ParsedItem[],
  receivedAt: Date,
  serversVersion: string | null | undefined,
): Promise<Grounds> {
  const names = await readNames(db, serversVersion)
  const places = { source, ...names }
  const named = await nameFairly(items.slice(0, mostAlerts), places)
  const ended = await readEnded(db, source.id, lateFingerprints(named))
  const justEnded = ended.filter(({ closedAt }) => closedAt && isLateFor(closedAt, { receivedAt }))
  return {
    ...places,
    openOn: await readOpenOn(db, source.id, homelessFingerprints(named)),
    ended: new Set(justEnded.map(row => episodeKey(row.serverId, row.fingerprint, row.startsAt))),
  }
}

async function nameFairly(items: readonly ParsedItem[], places: Pick<Grounds, 'source' | 'directory'>) {
  const named = await mapFairly(items, item => (item.is === 'alert' ? nameAlert(item, places) : null))
  return named.filter(each => each !== null)
}

type Names = Pick<Grounds, 'directory' | 'hostnames'>
const kept = new WeakMap<Database, { version: string; names: Names }>()
const readers = new WeakMap<Database, Gathered<void, Names>>()

/**
 * All servers, as they are at the moment; requests that come while others' read runs share the next one. They are filed anew
 * when one of them has changed. version: that they have now, where the caller has just read it.
 */
export async function readNames(db: Database, version?: string | null): Promise<Names> {
  const known = kept.get(db)
  if (known && known.version === version) return known.names
  const reader =
    readers.get(db) ??
    gather(waiting => readFiled(db).then(names => waiting.map(() => names)), {
      most: Infinity,
      isOwnFault: () => false,
    })
  readers.set(db, reader)
  return reader()
}

async function readFiled(db: Database): Promise<Names> {
  const version = await readServersVersion(db)
  const known = kept.get(db)
  if (known?.version === version) return known.names
  // What is read after its version is at least as new as that.
  const names = fileNames(await readServerNames(db))
  kept.set(db, { version, names })
  return names
}

function fileNames(rows: readonly ServerNames[]): Names {
  const inService = rows.filter(row => !row.isRetired)
  const retired = rows.filter(row => row.isRetired)
  return {
    directory: fileServers(inService.map(comparable), retired.map(comparable)),
    hostnames: new Map(inService.map(row => [row.id, row.hostname])),
  }
}

function comparable({ id, hostname, aliases, formerNames, ips }: ServerNames): NamedServer {
  return {
    id,
    hostname: normaliseHost(hostname) ?? hostname,
    aliases: normaliseAll([...aliases, ...formerNames]),
    ips: normaliseAll(ips),
  }
}

function normaliseAll(names: readonly string[]): string[] {
  return names.flatMap(name => normaliseHost(name) ?? [])
}
