import { describe, expect, it } from 'vitest'
import { type RecordPeriod, recordPeriod, usualDays } from '#lib/rules/customers/record-period.ts'

const now = new Date('2026-11-30T12:00:00Z')
const berlin = 'Europe/Berlin'

function periodOf(firstDay: string, lastDay: string, zone = berlin): RecordPeriod {
  const period = recordPeriod({ firstDay, lastDay }, zone, now)
  if (typeof period === 'string') throw new Error(period)
  return period
}

describe('the period of a record', () => {
  it('goes from the first moment of its first day to the end of its last, by the clocks of the site', () => {
    const { from, until, months } = periodOf('2026-03-15', '2026-04-02')
    expect([from.toISOString(), until.toISOString()]).toEqual([
      '2026-03-14T23:00:00.000Z',
      '2026-04-02T22:00:00.000Z',
    ])
    expect(
      months.map(({ month, ...span }) => [month, span.from.toISOString(), span.until.toISOString()]),
    ).toEqual([
      ['2026-03', '2026-03-14T23:00:00.000Z', '2026-03-31T22:00:00.000Z'],
      ['2026-04', '2026-03-31T22:00:00.000Z', '2026-04-02T22:00:00.000Z'],
    ])
  })

  it('ends now where its last day is not over', () => {
    expect(periodOf('2026-11-30', '2026-11-30').until).toEqual(now)
    expect(periodOf('2026-11-30', '2027-05-01').until).toEqual(now)
  })

  it('has each month of ten years once', () => {
    const { months } = periodOf('2016-11-30', '2026-11-30')
    expect(months).toHaveLength(121)
    for (const [i, { from }] of months.entries()) if (i > 0) expect(from).toEqual(months[i - 1]?.until)
  })

  it('begins at one in the night where the clock was changed at midnight', () => {
    expect(periodOf('2018-11-04', '2018-11-04', 'America/Sao_Paulo').from.toISOString()).toBe(
      '2018-11-04T03:00:00.000Z',
    )
  })

  it('is this month and the eleven before it if nothing is said', () => {
    expect(usualDays(berlin, now)).toEqual({ firstDay: '2025-12-01', lastDay: '2026-11-30' })
  })

  it.each([
    ['2026-02-30', '2026-03-01', 'no-day'],
    ['', '2026-03-01', 'no-day'],
    ['0', '9'.repeat(10_000), 'no-day'],
    ['1999-12-31', '2026-03-01', 'no-day'],
    ['2026-03-02', '2026-03-01', 'reversed'],
    ['2026-12-01', '2026-12-02', 'future'],
    ['2016-11-29', '2026-11-30', 'too-long'],
    ['2016-01-01', '2999-12-31', 'too-long'],
  ])('is none from “%s” to “%.20s”: %s', (firstDay, lastDay, problem) => {
    expect(recordPeriod({ firstDay, lastDay }, berlin, now)).toBe(problem)
  })
})
