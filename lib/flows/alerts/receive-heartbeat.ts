import type { Database, Transaction } from '#db/client.ts'
import { readEpisodesOfServer, readLastHeartbeat, readLoads } from '#db/reads/alerts/source-heartbeats.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import type { Source } from '#db/reads/sources/sources.ts'
import type { NewLine } from '#db/writes/alerts/alert-log.ts'
import { addHeartbeat } from '#db/writes/alerts/heartbeats.ts'
import { addReading } from '#db/writes/servers/readings.ts'
import { quoted } from '#lib/alerts/fields/text.ts'
import { normaliseHost } from '#lib/alerts/hosts/host.ts'
import { parseHeartbeat, type ReportedHeartbeat } from '#lib/alerts/request/heartbeat.ts'
import { judgeLoad } from '#lib/rules/alerts/load.ts'
import { matchServer } from '#lib/rules/alerts/server-match.ts'
import { readingsTooOld } from '#lib/rules/servers/reading.ts'
import { getShared } from '#lib/shared.ts'
import { writeAdditions } from './append-alerts.ts'
import { type AlertRequest, readNames } from './read-alerts.ts'
import { noteSeen } from './receive-alerts.ts'

export type HeartbeatRequest = Omit<AlertRequest, 'format'>

export type HeartbeatReceived =
  | { is: 'unreadable'; reason: string }
  | { is: 'duplicate' }
  /** A later one was here before: this one changes nothing but what was measured then. */
  | { is: 'late' }
  /** leftOut: a sentence on a field that was not taken; null: all were. */
  | { is: 'received'; server: string; resolved: string[]; isRebooted: boolean; leftOut: string | null }

/**
 * Takes an agent's heartbeat: keeps its sample, ends by the alert log what the agent no longer finds, and logs a
 * slowdown by its load, and a reboot when the boot id is another. Durable when it returns. Throws when the database is out of reach.
 */
export async function receiveHeartbeat(db: Database, request: HeartbeatRequest): Promise<HeartbeatReceived> {
  const { source, body, receivedAt } = request
  await noteSeen(db, source, receivedAt)
  const parsed = parseHeartbeat(body, receivedAt)
  if ('unreadable' in parsed) return { is: 'unreadable', reason: parsed.unreadable }
  const server = await findOwnServer(db, source, parsed.heartbeat.server)
  if ('reason' in server) return { is: 'unreadable', reason: server.reason }
  const received = await db.transaction(tx => save(tx, request, parsed.heartbeat, server))
  if (received.is === 'received') getShared().nudge?.()
  return received
}

type Own = { id: string; hostname: string }

/** The one server that the agent runs on; a heartbeat in the name of another is a mistake or worse. */
async function findOwnServer(
  db: Database,
  { agentServerId }: Source,
  named: string | null,
): Promise<Own | { reason: string }> {
  if (!agentServerId) return { reason: "This token is no agent's. Name the agent's server at the desk." }
  const { directory, hostnames } = await readNames(db)
  const hostname = hostnames.get(agentServerId)
  if (!hostname) return { reason: "The agent's server is not in use any more." }
  const host = named === null ? null : normaliseHost(named)
  const match = matchServer(host === null ? [] : [host], directory, agentServerId)
  if ('serverId' in match && match.serverId === agentServerId) return { id: agentServerId, hostname }
  return { reason: `server is ${quoted(named)}, but this token may only speak for ${hostname}.` }
}

async function save(
  tx: Transaction,
  { source, messageId, receivedAt }: HeartbeatRequest,
  heartbeat: ReportedHeartbeat,
  server: Own,
): Promise<HeartbeatReceived> {
  const last = await readLastHeartbeat(tx, server.id)
  const isLate = last !== undefined && last.at > heartbeat.at
  const isRebooted = last !== undefined && !isLate && last.bootId !== heartbeat.bootId
  const common = {
    sourceId: source.id,
    serverId: server.id,
    host: server.hostname,
    format: 'heartbeat',
    receivedAt,
    result: 'accepted' as const,
  }
  const open = isLate ? [] : await readEpisodesOfServer(tx, source.id, server.id, heartbeat.at)
  const ends = endLines(open, common, heartbeat)
  const lines = isLate ? [] : [...ends, ...(await loadLines(tx, open, common, heartbeat))]
  if (isRebooted) lines.push(rebootLine(common, heartbeat, server.hostname))
  const [added] = await writeAdditions(tx, [{ sourceId: source.id, receivedAt, messageId, lines }])
  if (added === 'duplicate') return { is: 'duplicate' }
  const { load, at, bootId, cores, checksRun, openFingerprints, responseMs } = heartbeat
  await addHeartbeat(tx, {
    sourceId: source.id,
    serverId: server.id,
    bootId,
    cores,
    checksRun,
    at,
    receivedAt,
    load1: load[0],
    load5: load[1],
    load15: load[2],
    responseMs,
    openCount: openFingerprints.size,
  })
  if (at > readingsTooOld(receivedAt))
    await addReading(tx, server.id, { at, cores, load: load[0], responseMs })
  if (isLate) return { is: 'late' }
  const resolved = ends.flatMap(line => line.fingerprint ?? [])
  return { is: 'received', server: server.hostname, resolved, isRebooted, leftOut: heartbeat.leftOut }
}

type Common = Pick<NewLine, 'sourceId' | 'serverId' | 'host' | 'format' | 'receivedAt' | 'result'>

type Open = Awaited<ReturnType<typeof readEpisodesOfServer>>

/** What the agent's list lacks is over, by its own word; what began after the list was made is not in it yet. */
function endLines(open: Open, common: Common, heartbeat: ReportedHeartbeat): NewLine[] {
  const gone = open.filter(
    ({ fingerprint }) => fingerprint !== loadFingerprint && !heartbeat.openFingerprints.has(fingerprint),
  )
  return gone.map(episode => ({ ...common, ...episode, state: 'resolved', endsAt: heartbeat.at }))
}

/** Ours, not the agent's: it sends the load, and we judge it. */
const loadFingerprint = 'load'
/** One core is always busy with something. */
const leastCores = 2

/** What the load says, if it says anything new or that it lasts. */
async function loadLines(
  tx: Transaction,
  open: Open,
  common: Common & { serverId: string; host: string },
  { at, load, cores }: ReportedHeartbeat,
): Promise<NewLine[]> {
  const kept = await readLoads(tx, common.serverId)
  const samples = [...kept, { at, load5: load[1], cores }].map(sample => {
    return { at: sample.at, load: sample.load5, cores: Math.max(leastCores, sample.cores) }
  })
  const before = open.find(({ fingerprint }) => fingerprint === loadFingerprint)
  const finding = judgeLoad(samples, await readPolicy(tx), before && openLoad(before))
  if (!finding || (finding.state === 'resolved' && !before)) return []
  const { state, severity, startsAt, endsAt } = finding
  const summary = `The load of ${common.host} is ${load[1]} on ${cores} cores`
  const facts = { kind: 'slowdown', state, severity, summary, startsAt, endsAt } as const
  return [{ ...common, fingerprint: loadFingerprint, ...facts }]
}

function openLoad({ severity, startsAt }: Open[number]) {
  return { severity: severity === 'critical' ? severity : ('warning' as const), startsAt }
}

/** Not in any list of findings, so the next heartbeat ends it. */
function rebootLine(common: Common, heartbeat: ReportedHeartbeat, hostname: string): NewLine {
  return {
    ...common,
    fingerprint: `reboot:${heartbeat.bootId}`.slice(0, 128),
    kind: 'reboot',
    state: 'firing',
    severity: 'warning',
    summary: `${hostname} was rebooted`,
    startsAt: heartbeat.bootedAt ?? heartbeat.at,
  }
}
