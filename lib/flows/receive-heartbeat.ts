import type { Database, Transaction } from '#db/client.ts'
import { readLastHeartbeat, readOpenEpisodes } from '#db/reads/heartbeats.ts'
import type { Source } from '#db/reads/sources.ts'
import type { NewLine } from '#db/writes/alert-log.ts'
import { addHeartbeat } from '#db/writes/heartbeats.ts'
import { type Heartbeat, parseHeartbeat } from '#lib/alerts/heartbeat.ts'
import { normaliseHost } from '#lib/alerts/host.ts'
import { quoted } from '#lib/alerts/text.ts'
import { matchServer } from '#lib/rules/server-match.ts'
import { getShared } from '#lib/shared.ts'
import { writeAdditions } from './append-alerts.ts'
import { type AlertRequest, readNames } from './read-alerts.ts'
import { noteSeen } from './receive-alerts.ts'

export type Beat = Omit<AlertRequest, 'format'>

export type HeartbeatReceived =
  | { is: 'unreadable'; reason: string }
  | { is: 'duplicate' }
  /** A later one was here before: this one changes nothing. */
  | { is: 'late' }
  | { is: 'received'; server: string; resolved: string[]; isRebooted: boolean }

/**
 * Takes an agent's heartbeat: keeps its sample, ends by the alert log what the agent no longer finds, and logs a reboot
 * when the boot id is another. Durable when it returns. Throws when the database is out of reach.
 */
export async function receiveHeartbeat(db: Database, request: Beat): Promise<HeartbeatReceived> {
  const { source, body, receivedAt } = request
  await noteSeen(db, source, receivedAt)
  const parsed = parseHeartbeat(body, receivedAt)
  if ('unreadable' in parsed) return { is: 'unreadable', reason: parsed.unreadable }
  const server = await findOwnServer(db, source, parsed.beat.server)
  if ('reason' in server) return { is: 'unreadable', reason: server.reason }
  const received = await db.transaction(tx => save(tx, request, parsed.beat, server))
  if (received.is === 'received') getShared().nudge?.()
  return received
}

type Own = { id: string; hostname: string }

/** The one server that the agent runs on; a beat in the name of another is a mistake or worse. */
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
  { source, messageId, receivedAt }: Beat,
  beat: Heartbeat,
  server: Own,
): Promise<HeartbeatReceived> {
  const last = await readLastHeartbeat(tx, server.id)
  const isLate = last !== undefined && last.at > beat.at
  const isRebooted = last !== undefined && !isLate && last.bootId !== beat.bootId
  const common = {
    ...{ sourceId: source.id, serverId: server.id, host: server.hostname, format: 'heartbeat', receivedAt },
    result: 'accepted' as const,
  }
  const ends = isLate ? [] : await endLines(tx, common, beat)
  const lines = isRebooted ? [...ends, rebootLine(common, beat, server.hostname)] : ends
  const [added] = await writeAdditions(tx, [{ sourceId: source.id, receivedAt, messageId, lines }])
  if (added === 'duplicate') return { is: 'duplicate' }
  const { load, at, bootId, cores, checksRun, openFingerprints } = beat
  await addHeartbeat(tx, {
    ...{ sourceId: source.id, serverId: server.id, bootId, cores, checksRun, at, receivedAt },
    ...{ load1: load[0], load5: load[1], load15: load[2], openCount: openFingerprints.size },
  })
  if (isLate) return { is: 'late' }
  const resolved = ends.flatMap(line => line.fingerprint ?? [])
  return { is: 'received', server: server.hostname, resolved, isRebooted }
}

type Common = Pick<NewLine, 'sourceId' | 'serverId' | 'host' | 'format' | 'receivedAt' | 'result'>

/** What the agent's list lacks is over, by its own word; what began after the list was made is not in it yet. */
async function endLines(
  tx: Transaction,
  common: Common & { serverId: string },
  beat: Heartbeat,
): Promise<NewLine[]> {
  const open = await readOpenEpisodes(tx, common.sourceId, common.serverId, beat.at)
  const gone = open.filter(episode => !beat.openFingerprints.has(episode.fingerprint))
  return gone.map(episode => ({ ...common, ...episode, state: 'resolved', endsAt: beat.at }))
}

/** Not in any list of findings, so the next heartbeat ends it. */
function rebootLine(common: Common, beat: Heartbeat, hostname: string): NewLine {
  return {
    ...common,
    ...{ fingerprint: `reboot:${beat.bootId}`.slice(0, 128), kind: 'reboot', state: 'firing' },
    ...{ severity: 'warning', summary: `${hostname} was rebooted`, startsAt: beat.bootedAt ?? beat.at },
  }
}
