import type { Transaction } from '#db/client.ts'
import {
  type BeatingServer,
  readBeatingServers,
  readEpisodesOf,
  readLoads,
} from '#db/reads/alerts/source-heartbeats.ts'
import type { Source } from '#db/reads/sources/sources.ts'
import type { NewLine } from '#db/writes/alerts/alert-log.ts'
import type { ReportedHeartbeat } from '#lib/alerts/request/heartbeat.ts'
import type { Policy } from '#lib/rules/policy/policy.ts'
import {
  type BeatPlace,
  type Episode,
  goneLines,
  isHighLoad,
  loadFingerprint,
  loadLines,
  rebootLine,
} from './beat-lines.ts'

/** A heartbeat that was read, of an agent's own server. */
export type Beat = {
  source: Source
  serverId: string
  messageId: string | null
  receivedAt: Date
  heartbeat: ReportedHeartbeat
}

/** What one heartbeat comes to, before anything is written. */
export type JudgedBeat = {
  beat: Beat
  server: BeatingServer
  isLate: boolean
  isRebooted: boolean
  ends: NewLine[]
  lines: NewLine[]
}

/** What these heartbeats come to, of one server each; those of servers out of service are left out. */
export async function judgeBeats(
  tx: Transaction,
  beats: readonly Beat[],
  policy: Policy,
): Promise<JudgedBeat[]> {
  const servers = await readBeatingServers(
    tx,
    beats.map(beat => beat.serverId),
  )
  const episodes = await readEpisodesOf(
    tx,
    beats.map(({ source, serverId }) => ({ sourceId: source.id, serverId })),
  )
  const openOn = Map.groupBy(episodes, episode => episode.serverId)
  const high = beats.filter(
    ({ serverId, heartbeat }) =>
      isHighLoad(heartbeat, policy) ||
      openOn.get(serverId)?.some(({ fingerprint }) => fingerprint === loadFingerprint),
  )
  const loads =
    high.length === 0
      ? new Map()
      : await readLoads(
          tx,
          high.map(beat => beat.serverId),
        )
  return beats.flatMap(beat => {
    const server = servers.get(beat.serverId)
    if (!server) return []
    const open = openOn.get(beat.serverId)?.filter(({ startsAt }) => startsAt <= beat.heartbeat.at) ?? []
    return [judgeBeat(beat, server, open, high.includes(beat) ? (loads.get(server.id) ?? []) : null, policy)]
  })
}

/** loads: its last ones; null: they say nothing. */
function judgeBeat(
  beat: Beat,
  server: BeatingServer,
  open: readonly Episode[],
  loads: Parameters<typeof loadLines>[3] | null,
  policy: Policy,
): JudgedBeat {
  const { heartbeat, source, receivedAt } = beat
  const { last, hostname } = server
  const place: BeatPlace = {
    sourceId: source.id,
    serverId: server.id,
    host: hostname,
    format: 'heartbeat',
    receivedAt,
    result: 'accepted',
  }
  const isLate = last !== null && last.at > heartbeat.at
  const isRebooted = last !== null && !isLate && last.bootId !== heartbeat.bootId
  const ends = isLate ? [] : goneLines(open, place, heartbeat)
  const lines = [...ends]
  if (!isLate && loads) lines.push(...loadLines(open, place, heartbeat, loads, policy))
  if (isRebooted) lines.push(rebootLine(place, heartbeat))
  return { beat, server, isLate, isRebooted, ends, lines }
}
