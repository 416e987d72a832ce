import type { Database, Transaction } from '#db/client.ts'
import type { BeatingServer } from '#db/reads/alerts/source-heartbeats.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { keepAgents } from '#db/writes/agents/agents.ts'
import { followFindings } from '#db/writes/agents/findings.ts'
import { markSeen } from '#db/writes/alerts/alert-log.ts'
import { addHeartbeats } from '#db/writes/alerts/heartbeats.ts'
import { addReadings } from '#db/writes/servers/readings.ts'
import { beatSeconds } from '#lib/rules/agents/agent.ts'
import type { Policy } from '#lib/rules/policy/policy.ts'
import { readingsTooOld } from '#lib/rules/servers/reading.ts'
import { later } from '#lib/rules/time/time.ts'
import { type Added, writeAdditions } from './append-alerts.ts'
import { type Beat, type JudgedBeat, judgeBeats } from './judge-beats.ts'
import { isSeenLately, seenAgainAfter } from './receive-alerts.ts'

export type KeptBeat =
  /** Its server is out of service. */
  | { is: 'gone' }
  | { is: 'duplicate' }
  | { is: 'late' }
  /** isNews: there is something to decide. */
  | { is: 'received'; server: string; resolved: string[]; isRebooted: boolean; isNews: boolean }

/** Keeps several agents' heartbeats in one transaction. Returns what became of each, in their order. */
export async function keepHeartbeats(db: Database, beats: readonly Beat[]): Promise<KeptBeat[]> {
  const kept = new Map<Beat, KeptBeat>()
  for (const round of roundsOf(beats))
    for (const [beat, outcome] of await db.transaction(tx => keepRound(tx, round))) kept.set(beat, outcome)
  return beats.map(beat => kept.get(beat) ?? { is: 'gone' })
}

/**
 * Of one server each heartbeat has a round of its own, in their order: the second is judged by what the first has left. Servers
 * are in one order everywhere, so that two processes never wait for each other.
 */
function roundsOf(beats: readonly Beat[]): Beat[][] {
  const byServer = [...Map.groupBy(beats, beat => beat.serverId)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, own]) => own)
  const longest = Math.max(0, ...byServer.map(own => own.length))
  return Array.from({ length: longest }, (_, place) => byServer.flatMap(own => own[place] ?? []))
}

async function keepRound(tx: Transaction, beats: readonly Beat[]): Promise<[Beat, KeptBeat][]> {
  const policy = await readPolicy(tx)
  const judged = await judgeBeats(tx, beats, policy)
  if (judged.length === 0) return []
  const added = await writeAdditions(
    tx,
    judged.map(({ beat, lines }) => {
      const { source, receivedAt, messageId } = beat
      return { sourceId: source.id, receivedAt, messageId, lines }
    }),
  )
  const fresh = judged.filter((_, i) => added[i] !== 'duplicate')
  await write(tx, fresh)
  return judged.map((each, i) => [each.beat, outcomeOf(each, added[i] ?? [], policy)])
}

async function write(tx: Transaction, judged: readonly JudgedBeat[]): Promise<void> {
  await addHeartbeats(tx, judged.map(sampleOf))
  const current = judged.filter(({ beat }) => beat.heartbeat.at > readingsTooOld(beat.receivedAt))
  await addReadings(
    tx,
    current.map(({ beat: { serverId, heartbeat } }) => {
      const { at, cores, load, responseMs } = heartbeat
      return { serverId, at, cores, load: load[0], responseMs }
    }),
  )
  const last = judged.filter(({ isLate }) => !isLate)
  await keepAgents(tx, last.map(stateOf))
  await followFindings(tx, last.map(stillFound))
  const unseen = judged
    .map(({ beat }) => beat)
    .filter(({ source, receivedAt }) => !isSeenLately(source, receivedAt))
  const [first] = unseen
  if (first)
    await markSeen(
      tx,
      unseen.map(({ source }) => source.id),
      first.receivedAt,
      seenAgainAfter(first.receivedAt),
    )
}

function sampleOf({ beat: { source, serverId, receivedAt, heartbeat } }: JudgedBeat) {
  const { bootId, load, responseMs, cores, checksRun, openFingerprints, at } = heartbeat
  return {
    serverId,
    sourceId: source.id,
    bootId,
    load1: load[0],
    load5: load[1],
    load15: load[2],
    responseMs,
    cores,
    checksRun,
    openCount: openFingerprints.size,
    at,
    receivedAt,
  }
}

function stateOf({ server, beat: { source, serverId, receivedAt, heartbeat } }: JudgedBeat) {
  const { bootId, checksRun, openFingerprints, at, agent } = heartbeat
  return {
    ...agent,
    serverId,
    sourceId: source.id,
    bootId,
    checksRun,
    openCount: openFingerprints.size,
    at,
    receivedAt,
    firstAt: server.last?.firstAt ?? receivedAt,
  }
}

function stillFound({ beat: { source, serverId, receivedAt, heartbeat } }: JudgedBeat) {
  const { at, openFingerprints } = heartbeat
  return { sourceId: source.id, serverId, at, receivedAt, open: [...openFingerprints] }
}

function outcomeOf(judged: JudgedBeat, added: Added, policy: Policy): KeptBeat {
  const { server, beat, isLate, isRebooted, ends, lines } = judged
  if (added === 'duplicate') return { is: 'duplicate' }
  if (isLate) return { is: 'late' }
  const resolved = ends.flatMap(line => line.fingerprint ?? [])
  const isNews = lines.length > 0 || wasSilent(server, beat, policy)
  return { is: 'received', server: server.hostname, resolved, isRebooted, isNews }
}

/** It counted as silent, or might have: what follows from its silence is decided anew. */
function wasSilent({ last }: BeatingServer, { source, receivedAt }: Beat, { missedBeats }: Policy): boolean {
  if (!last) return true
  const every = source.expectedEverySeconds ?? beatSeconds
  return later(last.receivedAt, Math.max(1, missedBeats - 1) * every) <= receivedAt
}
