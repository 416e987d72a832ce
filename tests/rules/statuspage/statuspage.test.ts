import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { siteBanner } from '#lib/rules/servers/banner.ts'
import { type Status, statusInput, statusOf } from '#lib/rules/servers/status.ts'
import {
  type ComponentStatus,
  compareComponentStatus,
  componentStatus,
  componentStatuses,
  groupStatus,
} from '#lib/rules/statuspage/component-status.ts'
import { pageIndicator } from '#lib/rules/statuspage/page-indicator.ts'
import { monthsOfPage } from '#lib/rules/statuspage/quarters.ts'

const at = new Date('2026-03-10T14:30:00Z')

/** All that can speak for one server. */
const anyServer = fc.record({
  affected: fc.array(
    fc.record({
      impact: fc.constantFrom('degraded' as const, 'partial_outage' as const, 'major_outage' as const),
      cause: fc.constantFrom('outage' as const, 'slowdown' as const, 'suspicious-file' as const),
      clearedAt: fc.constantFrom(null, at),
      endedAt: fc.constantFrom(null, at),
      isIntermittent: fc.boolean(),
    }),
    { maxLength: 3 },
  ),
  work: fc.constantFrom(null, 'maintenance' as const, 'countermeasure' as const),
  isSilent: fc.boolean(),
})

function statusesOf(
  servers: readonly (typeof anyServer extends fc.Arbitrary<infer T> ? T : never)[],
): Status[] {
  const input = statusInput(
    servers.flatMap(({ affected }, index) =>
      affected.map(row => ({ ...row, serverId: String(index), postId: 'post', since: at })),
    ),
    servers.flatMap(({ work }, index) =>
      work ? [{ serverId: String(index), postId: null, kind: work, startsAt: at }] : [],
    ),
    new Map(servers.flatMap(({ isSilent }, index) => (isSilent ? [[String(index), at]] : []))),
  )
  return servers.map((_, index) => statusOf(String(index), input))
}

const anyComponents = fc.array(fc.constantFrom(...componentStatuses), { minLength: 1, maxLength: 30 })
const order = ['none', 'minor', 'major', 'critical']

describe('the state of a component', () => {
  const still = { cause: null, isWatching: false, isIntermittent: false } as const
  it.each([
    [{ ...still, impact: 'operational' }, 'operational'],
    [{ ...still, impact: 'operational', cause: 'no-data' }, 'operational'],
    [{ ...still, impact: 'maintenance', cause: 'maintenance' }, 'under_maintenance'],
    [{ ...still, impact: 'degraded', cause: 'countermeasure' }, 'degraded_performance'],
    [{ ...still, impact: 'degraded', cause: 'suspicious-file' }, 'degraded_performance'],
    [{ ...still, impact: 'partial_outage' }, 'partial_outage'],
    [{ ...still, impact: 'major_outage', isIntermittent: true }, 'major_outage'],
    [{ ...still, impact: 'major_outage', isWatching: true }, 'operational'],
  ] as const)('%j is %s', (status, expected) => {
    expect(componentStatus(status)).toBe(expected)
  })
})

describe('a group', () => {
  it.each([
    [['operational', 'operational'], 'operational'],
    [['operational', 'under_maintenance'], 'under_maintenance'],
    [['under_maintenance', 'degraded_performance'], 'degraded_performance'],
    [['operational', 'major_outage'], 'partial_outage'],
    [['partial_outage', 'partial_outage'], 'partial_outage'],
    [['major_outage', 'major_outage'], 'major_outage'],
  ] as const)('of %j is %s', (members, expected) => {
    expect(groupStatus(members)).toBe(expected)
  })

  it('is fine only when all of it is, and never worse than its worst', () => {
    fc.assert(
      fc.property(anyComponents, members => {
        const status = groupStatus(members)
        expect(status === 'operational').toBe(members.every(each => each === 'operational'))
        expect(members.some(each => compareComponentStatus(each, status) >= 0)).toBe(true)
      }),
    )
  })
})

describe('the indicator of the site', () => {
  const many = (count: number, status: ComponentStatus) => Array.from({ length: count }, () => status)
  const site = (bad: ComponentStatus[], total: number) => [...bad, ...many(total - bad.length, 'operational')]
  it.each([
    ['nothing', site([], 10), 0, 'none'],
    ['no server at all', [], 0, 'none'],
    ['maintenance alone', many(10, 'under_maintenance'), 0, 'none'],
    ['an incident on no server', site([], 10), 1, 'minor'],
    ['all slow', many(10, 'degraded_performance'), 0, 'minor'],
    ['7 of 544 down', site(many(7, 'major_outage'), 544), 0, 'minor'],
    ['1 of 10 down', site(many(1, 'major_outage'), 10), 0, 'minor'],
    ['1 of 9 partly down', site(many(1, 'partial_outage'), 9), 0, 'major'],
    ['all partly down', many(10, 'partial_outage'), 0, 'major'],
    ['half of it down', site(many(5, 'major_outage'), 10), 0, 'critical'],
    ['the only server down', many(1, 'major_outage'), 0, 'critical'],
  ] as const)('says of %s (%#)', (_, components, openIncidents, expected) => {
    expect(pageIndicator(components, openIncidents)).toBe(expected)
  })

  it('never gets better when a server gets worse', () => {
    fc.assert(
      fc.property(anyComponents, fc.nat(), fc.constantFrom(...componentStatuses), (components, at, other) => {
        const index = at % components.length
        const old = components[index] as ComponentStatus
        fc.pre(compareComponentStatus(other, old) > 0)
        const rank = (list: readonly ComponentStatus[]) => order.indexOf(pageIndicator(list, 0))
        expect(rank(components.with(index, other))).toBeGreaterThanOrEqual(rank(components))
      }),
    )
  })
})

describe('what programs read of any site', () => {
  it('counts as its banner does, and alarms exactly when the banner names trouble', () => {
    fc.assert(
      fc.property(fc.array(anyServer, { maxLength: 30 }), fc.nat({ max: 2 }), (servers, openIncidents) => {
        const statuses = statusesOf(servers)
        const { states } = siteBanner(statuses, openIncidents)
        const counted = (...names: string[]) =>
          states.filter(({ state }) => names.includes(state)).reduce((sum, { count }) => sum + count, 0)
        const components = statuses.map(componentStatus)
        const have = (...names: string[]) => components.filter(each => names.includes(each)).length
        const isTrouble = (name: string) =>
          !['recovered', 'without_data', 'under_maintenance', 'fine', 'up'].includes(name)
        const troubled = states
          .filter(({ state }) => isTrouble(state))
          .reduce((sum, { count }) => sum + count, 0)
        expect(have('under_maintenance')).toBe(counted('under_maintenance'))
        expect(have('operational')).toBe(counted('recovered', 'without_data', 'fine', 'up'))
        expect(have('degraded_performance', 'partial_outage', 'major_outage')).toBe(troubled)
        expect(pageIndicator(components, openIncidents) !== 'none').toBe(troubled + openIncidents > 0)
      }),
    )
  })
})

describe('the months of the history', () => {
  const march = { year: 2026, month: 2 }
  it('hold every month with something in it on one page, without an empty page between', () => {
    const anyMonth = fc.record({
      year: fc.integer({ min: 2019, max: 2026 }),
      month: fc.integer({ min: 0, max: 11 }),
    })
    fc.assert(
      fc.property(fc.array(anyMonth, { minLength: 1 }), months => {
        const past = months.filter(({ year, month }) => year < 2026 || month <= 2)
        fc.pre(past.length > 0)
        const keys = new Set<string>()
        let page = 1
        for (
          let shown = monthsOfPage(months, march, page);
          shown;
          shown = monthsOfPage(months, march, ++page)
        ) {
          const names = shown.map(({ year, month }) => `${year}-${month}`)
          expect(past.some(({ year, month }) => names.includes(`${year}-${month}`))).toBe(true)
          for (const name of names) keys.add(name)
        }
        for (const { year, month } of past) expect(keys.has(`${year}-${month}`)).toBe(true)
      }),
    )
  })

  it('are this one and the two before where nothing ever was, and then no more', () => {
    expect(monthsOfPage([], march, 1)).toEqual([march, { year: 2026, month: 1 }, { year: 2026, month: 0 }])
    expect(monthsOfPage([], march, 2)).toBeNull()
  })
})
