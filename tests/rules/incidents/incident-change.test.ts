import { describe, expect, it } from 'vitest'
import { type Affected, nothingTold } from '#lib/rules/incidents/incident.ts'
import { mergeAffected } from '#lib/rules/incidents/merger.ts'
import { incidentEnd, realTimes } from '#lib/rules/incidents/real-times.ts'
import { canReopen } from '#lib/rules/incidents/reopening.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 2, 10, 14, minute))

function row(serverId: string, facts: Partial<Affected> = {}): Affected {
  const truth = {
    impact: 'major_outage',
    cause: 'outage',
    since: at(0),
    clearedAt: null,
    endedAt: null,
  } as const
  return { serverId, ...nothingTold, ...truth, ...facts }
}

const over = (minute: number) => ({ until: at(minute), clearedAt: at(minute), endedAt: at(minute + 5) })

describe('the servers of two incidents that become one', () => {
  it('are those of both', () => {
    expect(mergeAffected([row('a')], [row('b')]).map(each => each.serverId)).toEqual(['a', 'b'])
  })

  it.each([
    ['what is open', row('a', { impact: 'degraded' }), row('a', over(9)), 'degraded'],
    ['the worse', row('a', { impact: 'degraded' }), row('a', { impact: 'partial_outage' }), 'partial_outage'],
  ])('where a server is of both, count as %s, since the earlier moment', (_case, a, b, impact) => {
    const late = { ...b, since: at(-3) }
    for (const merged of [mergeAffected([a], [late]), mergeAffected([late], [a])])
      expect(merged).toMatchObject([{ impact, since: at(-3) }])
  })

  it('count as told what customers of either were told', () => {
    const told = { announcedImpact: 'major_outage', announcedAt: at(1) } as const
    for (const merged of [
      mergeAffected([row('a')], [row('a', told)]),
      mergeAffected([row('a', told)], [row('a')]),
    ])
      expect(merged).toMatchObject([told])
  })
})

describe('the times at which an incident really was', () => {
  const servers = [row('a', over(30)), row('b', { since: at(10), ...over(20) })]

  it.each([
    [
      'an earlier beginning moves what began with it',
      at(-5),
      at(30),
      [
        [-5, 30],
        [10, 20],
      ],
    ],
    [
      'a later one moves all that began before it',
      at(12),
      at(30),
      [
        [12, 30],
        [12, 20],
      ],
    ],
    [
      'an earlier end moves all that ended after it',
      at(0),
      at(18),
      [
        [0, 18],
        [10, 18],
      ],
    ],
    [
      'a later one moves what ended with it',
      at(0),
      at(40),
      [
        [0, 40],
        [10, 20],
      ],
    ],
  ])('%s', (_case, startedAt, endedAt, times) => {
    const real = realTimes(servers, at(0), { startedAt, endedAt })
    const minutes = real?.map(({ since, until }) =>
      [since, until].map(moment => ((moment?.getTime() ?? 0) - at(0).getTime()) / 60_000),
    )
    expect(minutes).toEqual(times)
  })

  it('are refused where a server would end before it began', () => {
    expect(realTimes(servers, at(0), { startedAt: at(0), endedAt: at(10) })).toBeNull()
  })

  it('end with the last server, or where there is none when staff said so', () => {
    expect(incidentEnd({ resolvedAt: at(50), affected: servers })).toEqual(at(30))
    expect(incidentEnd({ resolvedAt: at(50), affected: [] })).toEqual(at(50))
    expect(incidentEnd({ resolvedAt: null, affected: servers })).toBeNull()
  })
})

it.each([
  ['within a day', 'published', at(0), 23 * 60, true],
  ['after a day', 'published', at(0), 24 * 60, false],
  ['while it is open', 'published', null, 1, false],
  ['where it is not public', 'draft', at(0), 1, false],
])('an incident can be opened again %s: %s', (_case, visibility, resolvedAt, minutes, isOpen) => {
  expect(canReopen({ visibility, resolvedAt }, at(minutes))).toBe(isOpen)
})
