import type { readEpisodesOf, readLoads } from '#db/reads/alerts/source-heartbeats.ts'
import type { NewLine } from '#db/writes/alerts/alert-log.ts'
import type { ReportedHeartbeat } from '#lib/alerts/request/heartbeat.ts'
import { judgeLoad } from '#lib/rules/alerts/load.ts'
import type { Policy } from '#lib/rules/policy/policy.ts'

/** What all lines of one heartbeat share. */
export type BeatPlace = Pick<NewLine, 'sourceId' | 'format' | 'receivedAt' | 'result'> & {
  serverId: string
  host: string
}

/** What the agent's source holds open of its server. */
export type Episode = Awaited<ReturnType<typeof readEpisodesOf>>[number]

/** What the agent's list lacks is over, by its own word; what began after the list was made is not in it yet. */
export function goneLines(
  open: readonly Episode[],
  place: BeatPlace,
  { at, openFingerprints }: ReportedHeartbeat,
): NewLine[] {
  const gone = open.filter(
    ({ fingerprint }) => fingerprint !== loadFingerprint && !openFingerprints.has(fingerprint),
  )
  return gone.map(({ fingerprint, kind, severity, summary, startsAt }) => ({
    ...place,
    fingerprint,
    kind,
    severity,
    summary,
    startsAt,
    state: 'resolved',
    endsAt: at,
  }))
}

/** Ours, not the agent's: it sends the load, and we judge it. */
export const loadFingerprint = 'load'
/** One core is always busy with something. */
const leastCores = 2

/** Whether a slowdown may begin with this heartbeat: where none is open, a lower load says nothing. */
export function isHighLoad({ load, cores }: ReportedHeartbeat, { loadSlow }: Policy): boolean {
  return load[1] / Math.max(leastCores, cores) >= loadSlow
}

/** What the load says, if it says anything new or that it lasts. kept: that of the heartbeats before. */
export function loadLines(
  open: readonly Episode[],
  place: BeatPlace,
  { at, load, cores }: ReportedHeartbeat,
  kept: Awaited<ReturnType<typeof readLoads>> extends Map<string, infer Rows> ? Rows : never,
  policy: Policy,
): NewLine[] {
  const samples = [...kept, { at, load5: load[1], cores }].map(sample => {
    return { at: sample.at, load: sample.load5, cores: Math.max(leastCores, sample.cores) }
  })
  const before = open.find(({ fingerprint }) => fingerprint === loadFingerprint)
  const finding = judgeLoad(samples, policy, before && openLoad(before))
  if (!finding || (finding.state === 'resolved' && !before)) return []
  const { state, severity, startsAt, endsAt } = finding
  const summary = `The load of ${place.host} is ${load[1]} on ${cores} cores`
  const facts = { kind: 'slowdown', state, severity, summary, startsAt, endsAt } as const
  return [{ ...place, fingerprint: loadFingerprint, ...facts }]
}

function openLoad({ severity, startsAt }: Episode) {
  return { severity: severity === 'critical' ? severity : ('warning' as const), startsAt }
}

/** Not in any list of findings, so the next heartbeat ends it. */
export function rebootLine(place: BeatPlace, { bootId, bootedAt, at }: ReportedHeartbeat): NewLine {
  return {
    ...place,
    fingerprint: `reboot:${bootId}`.slice(0, 128),
    kind: 'reboot',
    state: 'firing',
    severity: 'warning',
    summary: `${place.host} was rebooted`,
    startsAt: bootedAt ?? at,
  }
}
