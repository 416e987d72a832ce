import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type RecurrenceRule,
  readRecurrence,
  recurrenceDays,
  recurrenceText,
  weekdays,
} from '#lib/rules/maintenance/recurrence.ts'
import { momentsOf, windowOn } from '#lib/rules/maintenance/slots.ts'
import { momentsAt, wallTime } from '#lib/rules/time/wall-time.ts'

describe('the days of a rule', () => {
  it.each([
    ['FREQ=DAILY;INTERVAL=3', '2026-11-24', '2026-11-24', ['2026-11-24', '2026-11-27', '2026-11-30']],
    ['FREQ=DAILY;INTERVAL=3', '2026-11-24', '2026-11-25', ['2026-11-27', '2026-11-30', '2026-12-03']],
    ['FREQ=WEEKLY;BYDAY=TU', '2026-11-24', '2026-11-24', ['2026-11-24', '2026-12-01', '2026-12-08']],
    ['FREQ=WEEKLY;BYDAY=MO,FR', '2026-11-24', '2026-11-24', ['2026-11-27', '2026-11-30', '2026-12-04']],
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU',
      '2026-11-24',
      '2026-11-25',
      ['2026-12-08', '2026-12-22', '2027-01-05'],
    ],
    ['FREQ=MONTHLY;BYDAY=2TU', '2026-11-24', '2026-11-24', ['2026-12-08', '2027-01-12', '2027-02-09']],
    ['FREQ=MONTHLY;BYDAY=-1SU', '2026-11-24', '2026-11-24', ['2026-11-29', '2026-12-27', '2027-01-31']],
    ['FREQ=MONTHLY;BYMONTHDAY=31', '2026-11-24', '2026-11-24', ['2026-12-31', '2027-01-31', '2027-03-31']],
    [
      'FREQ=MONTHLY;INTERVAL=3;BYDAY=1WE',
      '2026-11-04',
      '2026-11-05',
      ['2027-02-03', '2027-05-05', '2027-08-04'],
    ],
    ['FREQ=WEEKLY;BYDAY=TU;UNTIL=20261201', '2026-11-24', '2026-11-24', ['2026-11-24', '2026-12-01']],
    ['FREQ=WEEKLY;BYDAY=TU;UNTIL=20261123', '2026-11-24', '2026-11-24', []],
    ['FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31', '2026-02-01', '2026-02-01', []],
  ])('%s from %s on, after %s', (text, first, from, days) => {
    const rule = readRecurrence(text)
    expect(rule && recurrenceDays(rule, first, from, 3)).toEqual(days)
  })

  it.each([
    'FREQ=SECONDLY',
    'FREQ=WEEKLY',
    'FREQ=WEEKLY;BYDAY=XX',
    'FREQ=MONTHLY;BYDAY=9TU',
    'FREQ=DAILY;INTERVAL=0',
    'FREQ=DAILY;INTERVAL=99999',
    '',
  ])('"%s" is no rule', text => {
    expect(readRecurrence(text)).toBeNull()
  })
})

const day = fc
  .integer({ min: Date.UTC(2024, 0, 1) / 86_400_000, max: Date.UTC(2036, 0, 1) / 86_400_000 })
  .map(number => new Date(number * 86_400_000).toISOString().slice(0, 10))
const interval = fc.integer({ min: 1, max: 12 })
const until = fc.option(day)
const weekday = fc.constantFrom(...weekdays)
const rules: fc.Arbitrary<RecurrenceRule> = fc.oneof(
  fc.record({ every: fc.constant('day' as const), interval, until }),
  fc.record({
    every: fc.constant('week' as const),
    interval,
    until,
    weekdays: fc.subarray([...weekdays], { minLength: 1 }),
  }),
  fc.record({
    every: fc.constant('month' as const),
    interval,
    until,
    weekday,
    nth: fc.constantFrom(1, 2, 3, 4, -1),
  }),
  fc.record({
    every: fc.constant('month' as const),
    interval,
    until,
    monthDay: fc.integer({ min: 1, max: 31 }),
  }),
)

describe('any rule', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(rules, rule => {
        expect(readRecurrence(recurrenceText(rule))).toEqual(rule)
      }),
    )
  })

  it('gives the same days from whichever day they are asked for', () => {
    fc.assert(
      fc.property(rules, day, fc.integer({ min: 0, max: 5 }), (rule, first, place) => {
        const days = recurrenceDays(rule, first, first, 8)
        const from = days[place]
        if (from === undefined) return
        expect(recurrenceDays(rule, first, from, 8 - place)).toEqual(days.slice(place))
        expect([...days].sort()).toEqual(days)
        expect(new Set(days).size).toBe(days.length)
        expect(days[0] !== undefined && days[0] >= first).toBe(true)
      }),
    )
  })
})

/** Both changes of the clock of a year and the days around them, by zone. */
const changes = [
  ['Europe/Berlin', '2027-03-28', '2027-10-31'],
  ['America/New_York', '2027-03-14', '2027-11-07'],
  ['Australia/Lord_Howe', '2027-04-04', '2027-10-03'],
  ['America/Santiago', '2027-04-03', '2027-09-04'],
  ['Africa/Casablanca', '2027-02-07', '2027-03-14'],
  ['Asia/Kolkata', '2027-03-28', '2027-10-31'],
] as const

const clock = fc.integer({ min: 0, max: 95 }).map(quarter => {
  const two = (number: number) => String(number).padStart(2, '0')
  return `${two(Math.floor(quarter / 4))}:${two((quarter % 4) * 15)}`
})

describe.each(changes)('a daily window in %s', (zone, ...days) => {
  it('keeps its local times over both changes of the clock, and is never empty', () => {
    const around = days.flatMap(each =>
      recurrenceDays({ every: 'day', interval: 1, until: null }, dayBefore(each), dayBefore(each), 4),
    )
    fc.assert(
      fc.property(clock, clock, fc.constantFrom(...around), (from, to, each) => {
        const window = windowOn(each, { from, to })
        const { startsAt, endsAt } = momentsOf(window, zone)
        expect(endsAt.getTime()).toBeGreaterThan(startsAt.getTime())
        const [isStartThere, isEndThere] = [window.from, window.to].map(
          wall => momentsAt(wall, zone).length > 0,
        )
        if (isStartThere) expect(wallTime(startsAt, zone)).toBe(window.from)
        // A clock that goes forward within it may leave the end before the beginning; then its length counts.
        if (isStartThere && isEndThere) expect(wallTime(endsAt, zone)).toBe(window.to)
        expect(endsAt.getTime() - startsAt.getTime()).toBeLessThanOrEqual(25 * 3_600_000)
      }),
    )
  })
})

function dayBefore(day: string): string {
  return new Date(new Date(`${day}T00:00Z`).getTime() - 86_400_000).toISOString().slice(0, 10)
}

it('a window at half past two in Berlin is an hour later on the one night that has no such time', () => {
  const nights = ['2027-03-27', '2027-03-28', '2027-03-29']
  const starts = nights.map(
    each => momentsOf(windowOn(each, { from: '02:30', to: '04:00' }), 'Europe/Berlin').startsAt,
  )
  expect(starts.map(moment => wallTime(moment, 'Europe/Berlin'))).toEqual([
    '2027-03-27T02:30',
    '2027-03-28T03:30',
    '2027-03-29T02:30',
  ])
})
