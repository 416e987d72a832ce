import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { monthAt, monthPeriod, monthsLater, readMonth, weeksOf } from '#lib/rules/time/month.ts'

const month = fc
  .tuple(fc.integer({ min: 2000, max: 2999 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, number]) => `${year}-${String(number).padStart(2, '0')}`)
const zone = fc.constantFrom('UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Kolkata', 'Pacific/Apia')

describe('a month', () => {
  it.each(['2026-13', '2026-00', '2026-1', '1999-12', '2026-11-01', ' 2026-11', '２０２６-11', ''])(
    'is not %j',
    text => expect(readMonth(text)).toBeNull(),
  )

  it('ends where the next one begins, on the clocks of each zone, and has its moments', () => {
    fc.assert(
      fc.property(month, zone, (given, place) => {
        const { from, until } = monthPeriod(given, place)
        expect(monthPeriod(monthsLater(given, 1), place).from).toEqual(until)
        expect([monthAt(from, place), monthAt(new Date(until.getTime() - 1), place)]).toEqual([given, given])
        expect(monthAt(until, place)).toBe(monthsLater(given, 1))
      }),
    )
  })

  it('has each of its days once, in weeks that begin on Monday', () => {
    fc.assert(
      fc.property(month, given => {
        const weeks = weeksOf(given)
        const days = weeks.flat().filter(day => day !== null)
        expect(days).toEqual([...new Set(days)].sort())
        expect(days.at(-1)).toBe(
          new Date(Date.parse(`${monthsLater(given, 1)}-01`) - 1).toISOString().slice(0, 10),
        )
        for (const week of weeks)
          for (const [place, day] of week.entries())
            if (day) expect((new Date(day).getUTCDay() + 6) % 7).toBe(place)
      }),
    )
  })
})
