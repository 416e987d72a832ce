import type { AlertKind, LoggedAlert, Severity } from '#lib/rules/alert.ts'
import { type Decision, decide, type Known } from '#lib/rules/decide.ts'
import type { Server } from '#lib/rules/group.ts'
import type { Maintenance } from '#lib/rules/maintenance.ts'
import { defaultPolicy, type Policy } from '#lib/rules/policy.ts'
import { impacts } from '#lib/rules/status.ts'

const start = new Date('2026-03-10T14:30:00Z')

/** The moment so many seconds after the story's start. */
export function at(seconds: number): Date {
  return new Date(start.getTime() + seconds * 1000)
}

/** Two racks of three servers, and one server alone. */
export const servers: Server[] = ['web01', 'web02', 'web03', 'db01', 'db02', 'db03', 'ns1'].map(label => ({
  id: label,
  hostname: `${label}.example-host.net`,
  label,
  groupId: label.startsWith('web') ? 'rack-1' : label.startsWith('db') ? 'rack-2' : null,
}))

let sequence = 0

type LineFacts = Partial<LoggedAlert> & { server?: string; kind?: AlertKind; severity?: Severity }

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
    summary: 'secret words of the scanner',
    startsAt: null,
    endsAt: null,
    receivedAt: start,
    isDebounced: true,
    ...facts,
  }
}

/** A site in memory: applies decisions the way the database does. */
export class World {
  known: Known
  policy: Policy
  decisions: Decision[] = []
  private ids = 0

  constructor(policy: Partial<Policy> = {}, maintenance: Maintenance[] = []) {
    this.policy = { ...defaultPolicy, ...policy }
    this.known = {
      ...{ servers, alerts: [], incidents: [], maintenance, statuses: new Map() },
      groupNames: new Map([
        ['rack-1', 'Dallas, rack 1'],
        ['rack-2', 'Dallas, rack 2'],
      ]),
    }
  }

  /** Decides these lines at so many seconds after the start, and remembers the outcome. */
  decide(seconds: number, lines: LoggedAlert[] = []): Decision {
    const received = lines.map(item => ({ ...item, receivedAt: at(seconds) }))
    const decision = decide(this.known, received, this.policy, at(seconds), () => `id${++this.ids}`)
    const merged = <T extends { id: string }>(old: readonly T[], next: readonly T[]) => [
      ...new Map([...old, ...next].map(item => [item.id, item])).values(),
    ]
    this.known = {
      ...this.known,
      alerts: merged(this.known.alerts, decision.alerts),
      incidents: merged(this.known.incidents, decision.incidents),
      statuses: new Map([
        ...this.known.statuses,
        ...decision.statuses.map(row => [row.serverId, row] as const),
      ]),
    }
    this.decisions.push(decision)
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

  /** "began web01", "ended web01, web02", in order. */
  get notices(): string[] {
    return this.decisions.flatMap(decision =>
      decision.notices.map(
        ({ kind, facts }) =>
          `${kind} ${facts.servers
            .map(server => server.label)
            .sort()
            .join(', ')}`,
      ),
    )
  }

  get incidents() {
    return this.known.incidents
  }

  /** Impact by server, those that are fine left out. */
  get trouble(): Record<string, string> {
    return Object.fromEntries(
      [...this.known.statuses]
        .filter(([, status]) => impacts.indexOf(status.impact) > 0)
        .map(([serverId, status]) => [serverId, status.impact] as const)
        .sort(([a], [b]) => a.localeCompare(b)),
    )
  }
}
