import { findingKey } from '#lib/rules/agents/finding.ts'
import type { Alert, AlertKind, LoggedAlert, Severity } from '#lib/rules/alerts/alert.ts'
import { type Decision, type DecisionInput, decide } from '#lib/rules/decision/decide.ts'
import { flapSeconds } from '#lib/rules/decision/flapping.ts'
import { isBadNews } from '#lib/rules/decision/pending-changes.ts'
import type { LastHeartbeat } from '#lib/rules/decision/silence.ts'
import type { Group, Server } from '#lib/rules/decision/situation.ts'
import { asksAboutGuess, type Incident } from '#lib/rules/incidents/incident.ts'
import type { ToldMaintenance } from '#lib/rules/maintenance/told-maintenance.ts'
import type { Notice } from '#lib/rules/notices/notice.ts'
import { defaultPolicy, type Policy } from '#lib/rules/policy/policy.ts'
import { impacts } from '#lib/rules/servers/status.ts'
import { later } from '#lib/rules/time/time.ts'
import { type SaidDecision, sayDecision } from './said.ts'

const start = new Date('2026-03-10T14:30:00Z')

/** The moment this many seconds after the story's start. */
export function at(seconds: number): Date {
  return later(start, seconds)
}

/** Two racks of three servers, and one server alone. */
export const servers: Server[] = ['web01', 'web02', 'web03', 'db01', 'db02', 'db03', 'ns1'].map(label => ({
  id: label,
  hostname: `${label}.example-host.net`,
  label,
  groupId: label.startsWith('web') ? 'rack-1' : label.startsWith('db') ? 'rack-2' : null,
}))

const groups = new Map<string, Group>([
  ['rack-1', { name: 'Dallas, rack 1', size: 3 }],
  ['rack-2', { name: 'Dallas, rack 2', size: 3 }],
])

let sequence = 0

export type LineFacts = Partial<LoggedAlert> & { server?: string; kind?: AlertKind; severity?: Severity }

export function line({ server = 'web01', ...facts }: LineFacts): LoggedAlert {
  sequence += 1
  return {
    sequence,
    sourceId: 'probe',
    serverId: server,
    fingerprint: `${facts.kind ?? 'outage'}:${server}`,
    kind: 'outage',
    state: 'firing',
    severity: 'critical',
    isGuess: false,
    summary: 'secret words of the scanner',
    startsAt: null,
    endsAt: null,
    receivedAt: start,
    isDebounced: true,
    ...facts,
  }
}

type Place = { servers: readonly Server[]; groups: ReadonlyMap<string, Group> }
type Told = { at: Date; notice: Notice }

/** A site in memory: keeps what the database keeps, and shows a decision what db/reads/known.ts reads of it. */
export class Simulation {
  policy: Policy
  maintenance: ToldMaintenance[]
  heartbeats: LastHeartbeat[] = []
  /** What is the same about findings. */
  sameness = new Map<string, readonly string[]>()
  decisions: SaidDecision[] = []
  /** When each decision was made. */
  clock: Date[] = []
  told: Told[] = []
  statuses = new Map<string, Decision['statuses'][number]>()
  private place: Place
  private allAlerts = new Map<string, Alert>()
  private allIncidents = new Map<string, Incident>()
  private ids = 0

  constructor(
    policy: Partial<Policy> = {},
    maintenance: readonly ToldMaintenance[] = [],
    place: Place = { servers, groups },
  ) {
    this.policy = { ...defaultPolicy, ...policy }
    this.maintenance = [...maintenance]
    this.place = place
  }

  /** Decides these lines at this many seconds after the start, and remembers the outcome. */
  decide(seconds: number, lines: readonly LoggedAlert[] = []): SaidDecision {
    const now = at(seconds)
    const received = lines.map(item => ({ ...item, receivedAt: now }))
    const input = this.known(received, now)
    const decided = decide(input, received, this.policy, now, () => `id${++this.ids}`)
    const decision = sayDecision(decided, input, now)
    for (const alert of decision.alerts) this.allAlerts.set(alert.id, alert)
    for (const incident of decision.incidents) this.allIncidents.set(incident.id, incident)
    const told = new Map(decision.maintenance.map(period => [period.id, period]))
    this.maintenance = this.maintenance.map(period => told.get(period.id) ?? period)
    for (const status of decision.statuses) this.statuses.set(status.serverId, status)
    this.told.push(...decision.notices.map(notice => ({ at: now, notice })))
    this.decisions.push(decision)
    this.clock.push(now)
    return decision
  }

  /** Lets time pass, deciding whenever a decision asked for it. */
  wait(fromSeconds: number, toSeconds: number): void {
    let now = fromSeconds
    for (;;) {
      const wakeAt = this.decisions.at(-1)?.wakeAt
      if (!wakeAt || wakeAt > at(toSeconds)) return
      now = Math.max(now, (wakeAt.getTime() - start.getTime()) / 1000)
      this.decide(now)
    }
  }

  /** A person changes every incident that is there. */
  change(facts: Partial<Incident>): void {
    for (const incident of this.incidents) this.allIncidents.set(incident.id, { ...incident, ...facts })
  }

  /** A person makes an incident. */
  add(incident: Incident): void {
    this.allIncidents.set(incident.id, incident)
  }

  /** Staff publish what is held as a guess: it is stated from then on. */
  publishGuesses(seconds: number): void {
    for (const incident of this.incidents.filter(asksAboutGuess)) {
      const published = { visibility: 'published', publishedAt: at(seconds), touchedAt: at(seconds) } as const
      this.allIncidents.set(incident.id, { ...incident, ...published })
      for (const alert of this.alerts.filter(each => each.postId === incident.id))
        this.allAlerts.set(alert.id, { ...alert, isGuess: false })
    }
  }

  get alerts(): Alert[] {
    return [...this.allAlerts.values()]
  }

  get incidents(): Incident[] {
    return [...this.allIncidents.values()]
  }

  /** "began web01", "ended web01, web02", in order. */
  get notices(): string[] {
    return this.told.map(({ notice: { kind, facts } }) => {
      const labels = facts.servers.map(server => server.label)
      return `${kind} ${labels.sort().join(', ')}`
    })
  }

  /** Impact by server, those that are fine left out. */
  get trouble(): Record<string, string> {
    return Object.fromEntries(
      [...this.statuses]
        .filter(([, status]) => impacts.indexOf(status.impact) > 0)
        .map(([serverId, status]) => [serverId, status.impact] as const)
        .sort(([a], [b]) => a.localeCompare(b)),
    )
  }

  /** The last line of each server, with the end that its incident knows. */
  private get knownStatuses(): DecisionInput['statuses'] {
    const rows = (postId: string | null) => this.allIncidents.get(postId ?? '')?.affected ?? []
    return new Map(
      [...this.statuses].map(([serverId, line]) => {
        const row = rows(line.postId).find(affected => affected.serverId === serverId)
        return [serverId, { ...line, until: row?.until ?? null }]
      }),
    )
  }

  private get foundIn(): Map<string, string[]> {
    const found = this.alerts.map(alert => ({
      postId: alert.postId ?? '',
      same: this.sameness.get(findingKey(alert)) ?? [],
    }))
    return new Map(
      [...Map.groupBy(found, each => each.postId)].map(([id, own]) => [id, own.flatMap(each => each.same)]),
    )
  }

  known(lines: readonly LoggedAlert[], now: Date): DecisionInput {
    const said = new Set(lines.map(item => `${item.sourceId} ${item.fingerprint}`))
    const since = later(now, -flapSeconds(this.policy))
    const isKnown = (alert: Alert) =>
      !alert.closedAt || alert.closedAt > since || said.has(`${alert.sourceId} ${alert.fingerprint}`)
    const isLate = (told: Told) => told.at > later(now, -this.policy.breakerMinutes * 60)
    const bad = this.told.filter(told => isBadNews(told.notice.kind) && isLate(told))
    const suspicions = this.incidents.filter(incident => incident.cause === 'no-data')
    return {
      ...this.place,
      maintenance: this.maintenance,
      heartbeats: this.heartbeats,
      sameness: { ofFindings: this.sameness, ofIncidents: this.foundIn },
      statuses: this.knownStatuses,
      alerts: this.alerts.filter(isKnown),
      incidents: this.incidents.filter(isOpenOrUntold).sort(byStart),
      toldLately: new Set(bad.map(told => told.notice.postId)),
      suspectedAt: suspicions.at(-1)?.startedAt ?? null,
    }
  }
}

function isOpenOrUntold({ resolvedAt, affected }: Incident): boolean {
  const isUntold = affected.some(
    row => row.endedAt && row.announcedImpact && row.announcedImpact !== 'operational',
  )
  return !resolvedAt || isUntold
}

function byStart(a: Incident, b: Incident): number {
  return a.startedAt.getTime() - b.startedAt.getTime() || (a.id < b.id ? -1 : 1)
}
