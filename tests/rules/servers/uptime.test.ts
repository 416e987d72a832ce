import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eventsOfDay } from '#lib/rules/servers/day-events.ts'
import type { StatusChange } from '#lib/rules/servers/history.ts'
import { type Cause, type Impact, impacts } from '#lib/rules/servers/status.ts'
import { countedMs, lastFinalMonth, type TimeSums, timeSums, uptimeOf } from '#lib/rules/servers/uptime.ts'
import { uptimePeriods } from '#lib/rules/servers/uptime-periods.ts'
import { monthPeriod } from '#lib/rules/time/month.ts'
import { percentOf, uptimeParts } from '#lib/words/uptime.ts'
import { wordsIn } from '#lib/words/words.ts'

const words = wordsIn('en')
const start = Date.parse('2026-01-01T00:00:00Z')
const hourMs = 3_600_000
const at = (hours: number) => new Date(start + hours * hourMs)
const change = (hours: number, impact: Impact, cause: Cause | null = null): StatusChange => ({
  at: at(hours),
  impact,
  cause,
})
const day = { from: at(0), until: at(24) }

const history = fc
  .array(
    fc.record({
      at: fc.integer({ min: 0, max: 100 * 24 * 60 }).map(minutes => new Date(start + minutes * 60_000)),
      impact: fc.constantFrom(...impacts),
      cause: fc.constantFrom<Cause | null>(null, 'no-data', 'slowdown', 'countermeasure'),
    }),
    { maxLength: 30 },
  )
  .map(changes => changes.sort((a, b) => a.at.getTime() - b.at.getTime()))
const moment = fc.integer({ min: 0, max: 100 * 24 }).map(at)
const total = (sums: TimeSums) => Object.values(sums).reduce((sum, ms) => sum + ms, 0)

describe('uptime', () => {
  it.each<[string, StatusChange[], number | null]>([
    ['what was never in trouble', [], 10_000],
    ['what was down', [change(0, 'major_outage', 'outage'), change(6, 'operational')], 7_500],
    ['what was partly down', [change(0, 'partial_outage', 'outage'), change(6, 'operational')], 7_500],
    ['what was slow', [change(0, 'degraded', 'slowdown')], 10_000],
    ['work on purpose', [change(0, 'degraded', 'countermeasure')], 10_000],
    [
      'work apart, so that half of the rest was down',
      [
        change(0, 'maintenance', 'maintenance'),
        change(12, 'major_outage', 'outage'),
        change(18, 'operational'),
      ],
      5_000,
    ],
    [
      'silence apart, so that a quarter of the rest was down',
      [change(0, 'operational', 'no-data'), change(4, 'major_outage', 'outage'), change(9, 'operational')],
      7_500,
    ],
    ['nothing but silence', [change(-5, 'operational', 'no-data')], null],
    ['nothing but work', [change(-5, 'maintenance', 'maintenance')], null],
    ['an outage that lasts since before', [change(-500, 'major_outage', 'outage')], 0],
  ])('of %s', (_, changes, share) => {
    expect(uptimeOf(timeSums(changes, at(-1000), day))).toBe(share)
  })

  it('is rounded down: what was down for a millisecond of a year was not up all the time', () => {
    const sums = { downMs: 1, slowMs: 0, maintenanceMs: 0, withoutDataMs: 0, fineMs: 365 * 24 * hourMs - 1 }
    expect(uptimeOf(sums)).toBe(9_999)
    expect(percentOf(words, sums)).toBe('99.99 %')
    expect(percentOf(words, { ...sums, downMs: 0 })).toBe('100.00 %')
    expect(percentOf(words, { ...sums, downMs: 0, fineMs: 0 })).toBe('no data')
  })

  it('is not said of less than an hour, in which one minute would be two percent', () => {
    const none = { downMs: 60_000, slowMs: 0, maintenanceMs: 0, withoutDataMs: hourMs, fineMs: 0 }
    expect(percentOf(words, none)).toBe('too early to say')
    expect(percentOf(words, { ...none, fineMs: hourMs })).toBe('98.36 %')
  })

  it('counts nothing before the server was ours, unless its history begins before', () => {
    expect(countedMs(timeSums([], at(18), day))).toBe(6 * hourMs)
    expect(timeSums([change(12, 'major_outage', 'outage')], at(18), day)).toMatchObject({
      downMs: 12 * hourMs,
      fineMs: 0,
    })
    expect(uptimeOf(timeSums([], at(24), day))).toBeNull()
  })

  it('is a share, and the whole only where nothing was down', () => {
    fc.assert(
      fc.property(history, moment, moment, (changes, a, b) => {
        const [from, until] = a < b ? [a, b] : [b, a]
        const sums = timeSums(changes, at(0), { from, until })
        const share = uptimeOf(sums)
        expect(total(sums)).toBe(until.getTime() - from.getTime())
        expect(share === null).toBe(countedMs(sums) === 0)
        if (share === null) return
        expect(share).toBeGreaterThanOrEqual(0)
        expect(share === 10_000).toBe(sums.downMs === 0)
        expect(share / 10_000).toBeLessThanOrEqual(1 - sums.downMs / countedMs(sums) + 1e-12)
      }),
    )
  })

  it('adds up: the parts of two spans that meet are those of both', () => {
    fc.assert(
      fc.property(history, fc.tuple(moment, moment, moment), (changes, given) => {
        const [a, b, c] = given.sort((x, y) => x.getTime() - y.getTime()) as [Date, Date, Date]
        const of = (from: Date, until: Date) => timeSums(changes, at(10), { from, until })
        const [whole, first, second] = [of(a, c), of(a, b), of(b, c)]
        for (const part of Object.keys(whole) as (keyof TimeSums)[])
          expect(first[part] + second[part]).toBe(whole[part])
      }),
    )
  })

  it('does not rise when a moment becomes worse', () => {
    fc.assert(
      fc.property(history, fc.nat(), (changes, index) => {
        const span = { from: at(0), until: at(100 * 24) }
        const known = changes.map(each => ({ ...each, cause: null }))
        const worse = known.map((each, place) =>
          place === index % Math.max(1, known.length) && each.impact !== 'maintenance'
            ? { ...each, impact: 'major_outage' as const }
            : each,
        )
        const [before, after] = [known, worse].map(each => uptimeOf(timeSums(each, at(0), span)) ?? 10_000)
        expect(after).toBeLessThanOrEqual(before ?? 0)
      }),
    )
  })
})

describe('the periods of uptime', () => {
  const now = new Date('2026-03-10T12:00:00Z')
  const from = new Date('2025-12-11T00:00:00Z')
  const fine: TimeSums = { downMs: 7, slowMs: 0, maintenanceMs: 0, withoutDataMs: 0, fineMs: 1 }

  it('are 30 and 90 days, this month, those that may still change, and those that are kept as they were', () => {
    const changes = [{ ...change(0, 'operational'), at: new Date('2025-06-01T00:00:00Z') }]
    const final = ['2026-01', '2025-12', '2025-11'].map(month => ({ month, sums: fine }))
    const periods = uptimePeriods({ changes, from, since: at(9), final, retiredAt: null }, now)
    expect(periods.map(each => (each.is === 'days' ? each.days : each.month))).toEqual([
      30,
      90,
      '2026-03',
      '2026-02',
      '2026-01',
      '2025-12',
      '2025-11',
    ])
    expect(periods.slice(2, 5)).toMatchObject([
      { isRunning: true },
      { isRunning: false, finalAt: new Date('2026-03-03T00:00:00Z') },
      { isRunning: false, finalAt: null, sums: fine },
    ])
    expect(periods.every(each => each.since === null)).toBe(true)
  })

  it('say since when a younger server is ours, and leave out months before', () => {
    const since = new Date('2026-02-20T00:00:00Z')
    const periods = uptimePeriods({ changes: [], from, since, final: [], retiredAt: null }, now)
    expect(periods.map(each => each.since)).toEqual([since, since, null, since])
  })

  it('end when the server was retired, whatever time has passed since', () => {
    const retiredAt = new Date('2026-02-10T00:00:00Z')
    const since = new Date('2026-02-01T00:00:00Z')
    const periods = uptimePeriods({ changes: [], from, since, final: [], retiredAt }, now)
    const calm = { downMs: 0, fineMs: 9 * 86_400_000 }
    const month = { month: '2026-02', isRunning: false, finalAt: new Date('2026-03-03T00:00:00Z') }
    expect(periods).toMatchObject([{ sums: calm }, { sums: calm }, { sums: calm, ...month }])
  })

  it.each([
    ['2026-03-02T23:59:59Z', '2026-01'],
    ['2026-03-03T00:00:00Z', '2026-02'],
    ['2026-01-01T00:00:00Z', '2025-11'],
    ['2026-01-03T00:00:00Z', '2025-12'],
  ])('at %s end their final months with %s', (moment, month) => {
    expect(lastFinalMonth(new Date(moment))).toBe(month)
  })

  it('are told with what counts and what does not', () => {
    const { from: begin, until } = monthPeriod('2026-01', 'UTC')
    const changes = [
      change(0, 'major_outage', 'outage'),
      change(1, 'maintenance', 'maintenance'),
      change(3, 'operational', 'no-data'),
      change(4, 'operational'),
    ]
    const sums = timeSums(changes, at(-9), { from: begin, until })
    expect(uptimeParts(words, sums)).toEqual([
      '30 days 21 hours counted',
      'down for 1 hour',
      '2 hours of maintenance apart',
      '1 hour without data apart',
    ])
    expect(uptimeParts(words, { ...fine, downMs: 0, fineMs: 60_000 })).toEqual([
      '1 minute counted',
      'never down',
    ])
  })
})

describe('what happened on a day', () => {
  const now = at(60)

  it('is all that was the matter in it, with its own times, and nothing fine', () => {
    const changes = [
      change(-3, 'degraded', 'slowdown'),
      change(2, 'major_outage', 'outage'),
      change(3, 'operational'),
      change(20, 'operational', 'no-data'),
      change(30, 'operational'),
      change(50, 'partial_outage', 'outage'),
    ]
    expect(eventsOfDay(changes, at(0), now)).toMatchObject([
      { from: at(-3), until: at(2), condition: 'slow' },
      { from: at(2), until: at(3), condition: 'down' },
      { from: at(20), until: at(30), condition: 'without_data' },
    ])
    expect(eventsOfDay(changes, at(48), now)).toMatchObject([
      { from: at(50), until: null, condition: 'partly_down' },
    ])
  })
})
