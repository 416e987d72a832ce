import type { Database } from '#db/client.ts'
import { quoted } from '#lib/alerts/fields/text.ts'
import { normaliseHost } from '#lib/alerts/hosts/host.ts'
import { parseHeartbeat, type ReportedHeartbeat } from '#lib/alerts/request/heartbeat.ts'
import { type Gathered, gather } from '#lib/limits/gather.ts'
import { matchServer } from '#lib/rules/alerts/server-match.ts'
import { getShared } from '#lib/shared.ts'
import { isDataFault } from './append-alerts.ts'
import type { Beat } from './judge-beats.ts'
import { type KeptBeat, keepHeartbeats } from './keep-heartbeats.ts'
import { type AlertRequest, readNames } from './read-alerts.ts'
import { noteSeen } from './receive-alerts.ts'

export type HeartbeatRequest = Omit<AlertRequest, 'format'>

export type HeartbeatReceived =
  | { is: 'unreadable'; reason: string }
  | { is: 'duplicate' }
  /** A later one was here before: this one changes nothing but what was measured then. */
  | { is: 'late' }
  /** leftOut: sentences on fields that were not taken; null: all were. */
  | { is: 'received'; server: string; resolved: string[]; isRebooted: boolean; leftOut: string | null }

/** Heartbeats that share one transaction; more wait for the next. */
const mostTogether = 100

const keepers = new WeakMap<Database, Gathered<Beat, KeptBeat>>()

/**
 * Takes an agent's heartbeat: keeps its sample, ends by the alert log what the agent no longer finds, and logs a
 * slowdown by its load, and a reboot when the boot id is another. Durable when it returns; those that come meanwhile share
 * the next transaction. Throws when the database is out of reach.
 */
export async function receiveHeartbeat(db: Database, request: HeartbeatRequest): Promise<HeartbeatReceived> {
  const { source, body, receivedAt, messageId } = request
  const parsed = parseHeartbeat(body, receivedAt)
  const unread =
    'unreadable' in parsed ? parsed.unreadable : await strangeServer(db, request, parsed.heartbeat)
  const { agentServerId: serverId } = source
  if ('unreadable' in parsed || unread !== null || serverId === null) {
    await noteSeen(db, source, receivedAt)
    return { is: 'unreadable', reason: unread ?? noAgent }
  }
  const { heartbeat } = parsed
  const kept = await keeperOf(db)({ source, serverId, messageId, receivedAt, heartbeat })
  switch (kept.is) {
    case 'gone':
      return { is: 'unreadable', reason: outOfService }
    case 'received': {
      // Of a heartbeat that says what the last one said there is nothing to decide.
      if (kept.isNews) getShared().nudge?.()
      const { server, resolved, isRebooted } = kept
      return { is: 'received', server, resolved, isRebooted, leftOut: heartbeat.leftOut }
    }
    default:
      return kept
  }
}

const noAgent = "This token is no agent's. Name the agent's server at the desk."
const outOfService = "The agent's server is not in use any more."

/** Why a heartbeat is not of its agent's own server, or null; in the name of another it is a mistake or worse. */
async function strangeServer(
  db: Database,
  { source: { agentServerId } }: HeartbeatRequest,
  { server: named }: ReportedHeartbeat,
): Promise<string | null> {
  if (!agentServerId) return noAgent
  // Nearly all name none: only who does costs a look at all names.
  if (named === null) return null
  const { directory, hostnames } = await readNames(db)
  const hostname = hostnames.get(agentServerId)
  if (!hostname) return outOfService
  const host = normaliseHost(named)
  const match = matchServer(host === null ? [] : [host], directory, agentServerId)
  if ('serverId' in match && match.serverId === agentServerId) return null
  return `server is ${quoted(named)}, but this token may only speak for ${hostname}.`
}

function keeperOf(db: Database): Gathered<Beat, KeptBeat> {
  const keeper =
    keepers.get(db) ??
    gather((beats: readonly Beat[]) => keepHeartbeats(db, beats), {
      most: mostTogether,
      isOwnFault: isDataFault,
      leastGapMs: () => getShared().heartbeatGapMs ?? 0,
    })
  keepers.set(db, keeper)
  return keeper
}
