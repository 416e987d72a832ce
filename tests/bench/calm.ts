import { judgeHeartbeats } from '#lib/rules/decision/silence.ts'
import { runningMaintenance } from '#lib/rules/maintenance/maintenance.ts'
import { isWatching, serversFor, type Watch } from '#lib/rules/notices/audience.ts'
import type { Notice } from '#lib/rules/notices/notice.ts'
import { type Status, statusInput, statusOf } from '#lib/rules/servers/status.ts'
import { at, Simulation } from '#tests/rules/decision/simulation.ts'
import { simulatedMails } from '#tests/rules/sending/mail-simulation.ts'
import { type Scenario, scenarios, type Truth } from './scenarios.ts'
import { printTable } from './table.ts'

/** Banners are compared with the truth this often. */
const tickSeconds = 10

/** What one subscriber got. */
type Heard = { at: Date; notice: Notice }

/**
 * Replays written stories with a simulated clock through the real decision and the real rule of who hears of what, and
 * prints how calm it is: mails per subscriber beside one mail per alert, and how long a banner was wrong.
 */
export async function benchCalm(): Promise<void> {
  const heading = ['story', ...['one server', 'all servers'].flatMap(who => [`mails, ${who}`, 'per alert'])]
  const rows = scenarios.map(scenario => {
    const { simulation, wrong } = replay(scenario)
    const one = { serverId: scenario.watched, groupId: null }
    const all = { serverId: null, groupId: null }
    const heard = hearing(simulation, scenario, one)
    return [
      scenario.name,
      `${mailsOf(heard, simulation)}${kindsOf(heard)}`,
      String(mailsPerAlert(scenario, one)),
      String(mailsOf(hearing(simulation, scenario, all), simulation)),
      String(mailsPerAlert(scenario, all)),
      firstMinutes(heard, scenario),
      (wrong.seconds / 60).toFixed(1),
      (wrong.bySilence / 60).toFixed(1),
    ]
  })
  printTable('Calm: mails per subscriber, and minutes with a wrong banner on the watched server', [
    [...heading, 'first after min', 'wrong min', 'of it not yet told'],
    ...rows,
  ])
}

/** seconds: the banner said something else than the truth. bySilence: of these, it had not yet said that anything is wrong. */
type Wrong = { seconds: number; bySilence: number }

function replay(scenario: Scenario): { simulation: Simulation; wrong: Wrong } {
  const simulation = new Simulation({}, scenario.maintenance ?? [], scenario.place)
  const wrong: Wrong = { seconds: 0, bySilence: 0 }
  const steps = [...scenario.steps].sort((a, b) => a.at - b.at)
  simulation.decide(0)
  for (let second = 0; second < scenario.seconds; second += tickSeconds) {
    simulation.heartbeats = scenario.heartbeats?.(second) ?? []
    simulation.wait(second, second)
    while (steps[0] && steps[0].at <= second) {
      const step = steps.shift()
      step?.act?.(simulation, at(second))
      simulation.decide(second, step?.lines ?? [])
    }
    const status = statusAt(simulation, scenario.watched, second)
    const truth = scenario.truth(scenario.watched, second)
    if (isHonest(status, truth)) continue
    wrong.seconds += tickSeconds
    if (status.impact === 'operational') wrong.bySilence += tickSeconds
  }
  return { simulation, wrong }
}

/** As the pages compute it. */
function statusAt(simulation: Simulation, serverId: string, second: number): Status {
  const now = at(second)
  const open = simulation.incidents.filter(
    incident => incident.visibility === 'published' && !incident.resolvedAt,
  )
  const rows = open.flatMap(({ id, affected }) => affected.map(row => ({ ...row, postId: id })))
  const running = [...runningMaintenance(simulation.maintenance, now)].map(
    ([id, { postId, kind, startsAt }]) => {
      return { serverId: id, postId, kind, startsAt }
    },
  )
  const { noData } = judgeHeartbeats(simulation.heartbeats, simulation.policy, now)
  return statusOf(serverId, statusInput(rows, running, noData))
}

/** A recovered server that is watched is honestly shown as such; one that fails by turns may be called intermittent. */
function isHonest(status: Status, truth: Truth): boolean {
  if (status.isIntermittent) return truth.isFlapping === true
  switch (truth.is) {
    case 'fine':
      return status.impact === 'operational' || status.isWatching
    case 'down':
      return !status.isWatching && (status.impact === 'major_outage' || status.impact === 'partial_outage')
    case 'slow':
      return !status.isWatching && status.impact === 'degraded'
    case 'checked':
      return status.cause === 'suspicious-file'
    case 'work':
      return status.impact === 'maintenance'
    case 'silent':
      return status.cause === 'no-data'
  }
}

/** What a subscriber is told, by the rules of the audience: an end when all of their servers are well. */
function hearing(simulation: Simulation, scenario: Scenario, watch: Watch): Heard[] {
  const groupOf = new Map(scenario.place.servers.map(server => [server.id, server.groupId]))
  const heard: Heard[] = []
  for (const told of simulation.told) {
    const { notice } = told
    const names = serversFor({ ...notice.facts, endedBefore: [] }, [watch], groupOf)
    if (notice.kind === 'held' || names.length === 0) continue
    const isStill = notice.facts.stillAffected.some(id => isWatching([watch], id, groupOf.get(id) ?? null))
    if (notice.kind === 'ended' && isStill) continue
    heard.push(told)
  }
  return heard
}

/** How many mails carry it. */
function mailsOf(heard: readonly Heard[], { policy }: Simulation): number {
  return simulatedMails(
    heard.map(({ at, notice }) => ({ at, kind: notice.kind })),
    policy,
  ).length
}

function mailsPerAlert(scenario: Scenario, watch: Watch): number {
  const lines = scenario.steps.flatMap(step => step.lines ?? [])
  return lines.filter(line => watch.serverId === null || line.serverId === watch.serverId).length
}

function kindsOf(heard: readonly Heard[]): string {
  return heard.length > 0 ? ` (${heard.map(({ notice }) => notice.kind).join(', ')})` : ''
}

function firstMinutes(heard: readonly Heard[], scenario: Scenario): string {
  const [first] = heard
  return first ? ((first.at.getTime() - at(scenario.beginsAt).getTime()) / 60_000).toFixed(1) : '–'
}
