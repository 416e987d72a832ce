import { describe, expect, it } from 'vitest'
import { dayStart, daysOf, minutesInTrouble, type StatusChange } from '#lib/rules/servers/history.ts'
import type { Cause, Impact } from '#lib/rules/servers/status.ts'

const now = new Date('2026-03-10T14:30:00Z')
const longAgo = new Date('2020-01-01T00:00:00Z')

function change(at: string, impact: Impact, cause: Cause | null = null): StatusChange {
  return { at: new Date(at), impact, cause }
}

const worstOf = (changes: StatusChange[], since = longAgo) =>
  daysOf(changes, since, 4, now).map(day => day.worst)

describe('days', () => {
  it('end with today, by UTC', () => {
    const dates = daysOf([], longAgo, 3, now).map(day => day.date.toISOString().slice(0, 10))
    expect(dates).toEqual(['2026-03-08', '2026-03-09', '2026-03-10'])
  })

  it('are as bad as the worst moment in them', () => {
    const changes = [
      change('2026-03-09T10:00:00Z', 'degraded', 'slowdown'),
      change('2026-03-09T10:05:00Z', 'major_outage', 'outage'),
      change('2026-03-09T10:10:00Z', 'operational'),
    ]
    expect(worstOf(changes)).toEqual(['operational', 'operational', 'major_outage', 'operational'])
  })

  it('go on over midnight, until the end or until now', () => {
    const open = change('2026-03-08T23:59:00Z', 'partial_outage', 'outage')
    expect(worstOf([open])).toEqual(['operational', 'partial_outage', 'partial_outage', 'partial_outage'])
    const ended = change('2026-03-09T00:00:00Z', 'operational')
    expect(worstOf([open, ended])).toEqual(['operational', 'partial_outage', 'operational', 'operational'])
  })

  it('count what began before the first of them', () => {
    const before = change('2026-02-01T00:00:00Z', 'maintenance', 'maintenance')
    expect(worstOf([before, change('2026-03-07T01:00:00Z', 'operational')])[0]).toBe('maintenance')
  })

  it('have what was the matter in them and for how long, cut at midnight', () => {
    const changes = [
      change('2026-03-08T23:00:00Z', 'degraded', 'slowdown'),
      change('2026-03-09T02:00:00Z', 'major_outage', 'outage'),
      change('2026-03-09T02:10:00Z', 'operational'),
      change('2026-03-10T14:00:00Z', 'degraded', 'slowdown'),
    ]
    expect(daysOf(changes, longAgo, 3, now).map(day => day.sums)).toEqual([
      [['slow', 60]],
      [
        ['slow', 120],
        ['down', 10],
      ],
      [['slow', 30]],
    ])
  })

  it('are unknown before the server was ours', () => {
    expect(worstOf([], new Date('2026-03-09T12:00:00Z'))).toEqual([null, null, 'operational', 'operational'])
  })
})

describe('a server without data', () => {
  const silent = change('2026-03-08T12:00:00Z', 'operational', 'no-data')

  it('is not called fine on a day on which we knew nothing of it', () => {
    expect(worstOf([silent])).toEqual(['operational', 'operational', null, null])
  })

  it('has its silence among its minutes', () => {
    const heard = change('2026-03-08T12:40:00Z', 'operational')
    expect(minutesInTrouble([silent, heard], dayStart(now, 89), now)).toEqual([['without_data', 40]])
  })
})

describe('minutes in trouble', () => {
  it('are summed by what was the matter, the longest first, and end now', () => {
    const changes = [
      change('2026-03-09T10:00:00Z', 'major_outage', 'outage'),
      change('2026-03-09T10:18:00Z', 'operational'),
      change('2026-03-10T14:00:00Z', 'degraded', 'slowdown'),
    ]
    expect(minutesInTrouble(changes, dayStart(now, 89), now)).toEqual([
      ['slow', 30],
      ['down', 18],
    ])
  })

  it('leave out what was before the period', () => {
    const changes = [
      change('2026-03-09T23:00:00Z', 'major_outage', 'outage'),
      change('2026-03-10T00:10:00Z', 'operational'),
    ]
    expect(minutesInTrouble(changes, dayStart(now), now)).toEqual([['down', 10]])
    expect(minutesInTrouble(changes, new Date('2026-03-10T12:00:00Z'), now)).toEqual([])
  })

  it('are at least one', () => {
    const changes = [
      change('2026-03-10T10:00:00Z', 'degraded', 'slowdown'),
      change('2026-03-10T10:00:05Z', 'operational'),
    ]
    expect(minutesInTrouble(changes, dayStart(now), now)).toEqual([['slow', 1]])
  })
})
