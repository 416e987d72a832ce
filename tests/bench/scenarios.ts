import type { LoggedAlert } from '#lib/rules/alerts/alert.ts'
import type { LastHeartbeat } from '#lib/rules/decision/silence.ts'
import type { Group, Server } from '#lib/rules/decision/situation.ts'
import type { ToldMaintenance } from '#lib/rules/maintenance/told-maintenance.ts'
import { planned } from '#tests/rules/decision/planned.ts'
import { at, type LineFacts, line, type Simulation } from '#tests/rules/decision/simulation.ts'

/** What is so, whether or not anybody has reported it. */
export type Truth = { is: 'fine' | 'down' | 'slow' | 'checked' | 'work' | 'silent'; isFlapping?: boolean }

/** Something that happens: alerts that arrive, or what staff do. Seconds from the story's start. */
type Step = { at: number; lines?: LoggedAlert[]; act?: (simulation: Simulation, now: Date) => void }

export type Scenario = {
  name: string
  place: { servers: readonly Server[]; groups: ReadonlyMap<string, Group> }
  /** The server that one of the subscribers watches. */
  watched: string
  /** When the trouble of that server began. */
  beginsAt: number
  /** How long the story is followed. */
  seconds: number
  steps: Step[]
  maintenance?: ToldMaintenance[]
  heartbeats?: (second: number) => LastHeartbeat[]
  truth: (serverId: string, second: number) => Truth
}

const minutes = 60
const hours = 3600

const rack: Server[] = Array.from({ length: 40 }, (_, i) => {
  const label = `web${String(i + 1).padStart(2, '0')}`
  return { id: label, hostname: `${label}.example-host.net`, label, groupId: 'rack-3' }
})
const place = { servers: rack, groups: new Map([['rack-3', { name: 'Dallas, rack 3', size: 40 }]]) }
const story = { place, watched: 'web07', beginsAt: 0 }

/** One alert of web07 that fires and is resolved. */
function episode(from: number, to: number, facts: LineFacts = {}): Step[] {
  const own = { server: 'web07', startsAt: at(from), ...facts }
  return [
    { at: from, lines: [line(own)] },
    { at: to, lines: [line({ ...own, state: 'resolved', endsAt: at(to) })] },
  ]
}

const during = (from: number, to: number, is: Truth['is']) => (_: string, second: number) =>
  ({ is: second >= from && second < to ? is : 'fine' }) as Truth

function outage(name: string, isDebounced: boolean, notedAt: number): Scenario {
  const [from, to] = [0, 18 * minutes]
  return {
    ...story,
    name,
    seconds: hours,
    truth: during(from, to, 'down'),
    steps: episode(notedAt, to + 30, { isDebounced }),
  }
}

function flapping(name: string, downSeconds: number, upSeconds: number): Scenario {
  const cycle = downSeconds + upSeconds
  const count = Math.floor((2 * hours) / cycle)
  const end = (count - 1) * cycle + downSeconds
  return {
    ...story,
    name,
    seconds: 5 * hours,
    steps: Array.from({ length: count }, (_, i) => episode(i * cycle, i * cycle + downSeconds)).flat(),
    truth: (_, second) => ({
      is: second < end && second % cycle < downSeconds ? 'down' : 'fine',
      isFlapping: second < end,
    }),
  }
}

/** 40 servers go down within 40 seconds; of each, four services report by themselves within the next minute. */
function rackDown(): Scenario {
  const back = 20 * minutes
  const services = ['http', 'smtp', 'imap', 'mysql']
  const steps = rack.flatMap((server, i) => {
    const facts = { server: server.id }
    const own = services.map((service, j) =>
      episode(60 + i + 15 * (j + 1), back + i + 5 * j, {
        ...facts,
        fingerprint: `${service}:${server.id}`,
        ...(j % 2 === 0 ? { severity: 'warning' as const } : { kind: 'slowdown' as const }),
      }),
    )
    return [...episode(60 + i, back + i, facts), ...own.flat()]
  })
  return {
    ...story,
    name: '40 servers of one rack down for 20 minutes, 4 services each',
    seconds: 90 * minutes,

    steps,
    truth: (serverId, second) => {
      const i = rack.findIndex(server => server.id === serverId)
      return { is: second >= i && second < back + i ? 'down' : 'fine' }
    },
  }
}

const slowThenDown: Scenario = {
  ...story,
  name: 'slowdown turns into an outage',
  seconds: 2 * hours,
  steps: [
    ...episode(0, 40 * minutes, { kind: 'slowdown' }),
    ...episode(12 * minutes, 40 * minutes, { fingerprint: 'ping' }),
  ],
  truth: (_, second) => ({
    is: second < 12 * minutes ? 'slow' : second < 40 * minutes ? 'down' : 'fine',
  }),
}

const overrun: Scenario = {
  ...story,
  name: 'maintenance overruns by 20 minutes',
  seconds: 3 * hours,
  beginsAt: 60 * minutes,
  maintenance: [planned({ startsAt: at(0), endsAt: at(60 * minutes), serverIds: ['web07'] })],
  steps: episode(5 * minutes, 80 * minutes),
  truth: (_, second) => ({
    is: second < 60 * minutes ? 'work' : second < 80 * minutes ? 'down' : 'fine',
  }),
}

const file: Scenario = {
  ...story,
  name: 'suspicious file: found, approved after 15 min, cleaned',
  seconds: 3 * hours,
  steps: [
    ...episode(0, 75 * minutes, { kind: 'suspicious-file' }),
    {
      at: 15 * minutes,
      act: (simulation, now) =>
        simulation.change({
          visibility: 'published',
          publishedAt: now,
          touchedAt: now,
          title: 'We check web07',
        }),
    },
    {
      at: 80 * minutes,
      act: (simulation, now) => {
        const [incident] = simulation.incidents
        const affected = incident?.affected.map(row => ({ ...row, endedAt: now })) ?? []
        simulation.change({ phase: 'resolved', resolvedAt: now, affected })
      },
    },
  ],
  truth: during(0, 80 * minutes, 'checked'),
}

const resolvedFirst: Scenario = {
  ...story,
  name: 'resolved before firing',
  seconds: hours,
  truth: during(0, 0, 'down'),
  steps: [
    { at: 20, lines: [line({ server: 'web07', state: 'resolved', startsAt: at(0), endsAt: at(10) })] },
    { at: 30, lines: [line({ server: 'web07', startsAt: at(0) })] },
  ],
}

/** Beats of the rack's agents every five minutes, a few seconds apart, but not while it is silent. */
function silence(name: string, isSilent: (index: number) => boolean, is: Truth['is']): Scenario {
  const [from, to] = [10 * minutes, 60 * minutes]
  const lastHeartbeat = (index: number, second: number) => second - ((second + 7 * index) % 300)
  return {
    ...story,
    name,
    seconds: 2 * hours,
    beginsAt: from,
    steps: [],
    heartbeats: second =>
      rack.map((server, i) => {
        const last = lastHeartbeat(i, second)
        const isMissing = isSilent(i) && last >= from && last < to
        return {
          serverId: server.id,
          lastAt: at(isMissing ? lastHeartbeat(i, from) : last),
          everySeconds: 300,
        }
      }),
    truth: during(from, to, is),
  }
}

export const scenarios: Scenario[] = [
  outage('one outage, from a source that waits a minute itself', true, 60),
  outage('one outage, from a source that does not wait', false, 10),
  flapping('flapping for two hours: 3 min down, 7 min up', 3 * minutes, 7 * minutes),
  flapping('flapping for two hours: 2 min down, 2 min up', 2 * minutes, 2 * minutes),
  rackDown(),
  slowThenDown,
  overrun,
  file,
  resolvedFirst,
  silence('the agent of one server falls silent', index => index === 6, 'silent'),
  silence('all agents fall silent at once: our own network', () => true, 'fine'),
]
