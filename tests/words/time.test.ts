import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  inDuration,
  isoTimes,
  lastingWords,
  lateBy,
  longTimes,
  shortDuration,
  shortTimes,
  utcTime,
} from '#lib/words/time.ts'
import { wordsIn } from '#lib/words/words.ts'

const english = wordsIn('en')
const at = (text: string) => new Date(`${text}Z`)

describe('a moment on the day on which it is read', () => {
  it.each([
    ['Europe/Berlin', '2026-03-29T00:59', '01:59 CET (00:59 UTC)'],
    ['Europe/Berlin', '2026-03-29T01:00', '03:00 CEST (01:00 UTC)'],
    // The hour that comes twice.
    ['Europe/Berlin', '2026-10-25T00:30', '02:30 CEST (00:30 UTC)'],
    ['Europe/Berlin', '2026-10-25T01:30', '02:30 CET (01:30 UTC)'],
    ['Europe/London', '2026-11-24T13:30', '13:30 GMT'],
    ['Europe/London', '2026-06-24T13:30', '14:30 GMT+1 (13:30 UTC)'],
    ['Europe/Lisbon', '2026-11-24T13:30', '13:30 WET (13:30 UTC)'],
    ['Asia/Kolkata', '2026-11-24T13:30', '19:00 GMT+5:30 (13:30 UTC)'],
    ['America/St_Johns', '2026-11-24T13:30', '10:00 GMT-3:30 (13:30 UTC)'],
    ['America/St_Johns', '2026-06-24T13:30', '11:00 GMT-2:30 (13:30 UTC)'],
    ['Pacific/Chatham', '2026-09-26T13:59', '02:44 GMT+12:45 (13:59 UTC the day before)'],
    ['Pacific/Chatham', '2026-09-26T14:00', '03:45 GMT+13:45 (14:00 UTC the day before)'],
    ['America/New_York', '2026-11-25T02:00', '21:00 GMT-5 (02:00 UTC the day after)'],
    ['UTC', '2026-11-24T13:30:59.999', '13:30 UTC'],
  ])('in %s at %s is "%s"', (zone, text, words) => {
    expect(longTimes(english, zone, at(text)).moment(at(text))).toBe(words)
  })
})

describe('a moment on another day', () => {
  it.each([
    ['Europe/Berlin', '2026-11-24T13:30', '2026-11-25T13:30', '14:30 CET (13:30 UTC), 24 November'],
    // Already tomorrow in Berlin, still today in UTC.
    [
      'Europe/Berlin',
      '2026-11-24T23:30',
      '2026-11-24T22:30',
      '00:30 CET (23:30 UTC the day before), 25 November',
    ],
    ['Europe/Berlin', '2026-11-24T23:30', '2026-11-25T08:00', '00:30 CET (23:30 UTC the day before)'],
    [
      'America/St_Johns',
      '2026-11-25T02:00',
      '2026-11-25T04:00',
      '22:30 GMT-3:30 (02:00 UTC the day after), 24 November',
    ],
    ['UTC', '2025-12-31T23:59', '2026-01-01T00:00', '23:59 UTC, 31 December 2025'],
    [
      'Asia/Kolkata',
      '2025-12-31T18:30',
      '2025-12-31T18:00',
      '00:00 GMT+5:30 (18:30 UTC the day before), 1 January 2026',
    ],
  ])('in %s, %s read at %s, is "%s"', (zone, text, now, words) => {
    expect(longTimes(english, zone, at(now)).moment(at(text))).toBe(words)
  })
})

describe('a time from one moment to another', () => {
  it.each([
    ['Europe/Berlin', '2026-11-24T21:00', '2026-11-24T22:00', '22:00 to 23:00 CET (21:00 to 22:00 UTC)'],
    ['UTC', '2026-11-26T21:00', '2026-11-26T22:00', '21:00 to 22:00 UTC, 26 November'],
    [
      'Asia/Kolkata',
      '2026-11-26T21:00',
      '2026-11-26T22:00',
      '02:30 to 03:30 GMT+5:30 (21:00 to 22:00 UTC the day before), 27 November',
    ],
    [
      'Europe/Berlin',
      '2026-11-24T22:00',
      '2026-11-24T23:30',
      '23:00 CET (22:00 UTC) to 00:30 CET (23:30 UTC the day before), 25 November',
    ],
    // UTC changes its day meanwhile.
    [
      'America/New_York',
      '2026-11-24T23:00',
      '2026-11-25T01:00',
      '18:00 GMT-5 (23:00 UTC) to 20:00 GMT-5 (01:00 UTC the day after)',
    ],
    // The clocks change meanwhile.
    [
      'Europe/Berlin',
      '2026-10-25T00:30',
      '2026-10-25T01:30',
      '02:30 CEST (00:30 UTC), 25 October to 02:30 CET (01:30 UTC), 25 October',
    ],
    ['Europe/Berlin', '2026-11-24T21:00', '2026-11-24T21:00', '22:00 CET (21:00 UTC)'],
  ])('in %s from %s to %s is "%s"', (zone, from, to, words) => {
    expect(longTimes(english, zone, at('2026-11-24T12:00')).period(at(from), at(to))).toBe(words)
  })
})

it('short messages leave UTC out, and keep the day', () => {
  const times = shortTimes(english, 'Asia/Kolkata', at('2026-11-24T12:00'))
  expect(times.moment(at('2026-11-24T13:30'))).toBe('19:00 GMT+5:30')
  expect(times.period(at('2026-11-25T03:00'), at('2026-11-25T04:00'))).toBe(
    '08:30 to 09:30 GMT+5:30, 25 November',
  )
})

it('programs get ISO 8601', () => {
  expect(isoTimes.moment(at('2026-11-24T13:30:59'))).toBe('2026-11-24T13:30Z')
  expect(isoTimes.period(at('2026-11-24T13:30'), at('2026-11-24T14:00'))).toBe(
    '2026-11-24T13:30Z/2026-11-24T14:00Z',
  )
})

it('from what is written, the moment can be told again, in every zone', () => {
  const zones = Intl.supportedValuesOf('timeZone')
  const minutes = fc.date({ min: at('1973-01-01T00:00'), max: at('2100-01-01T00:00'), noInvalidDate: true })
  fc.assert(
    fc.property(fc.constantFrom(...zones), minutes, (zone, moment) => {
      const words = longTimes(english, zone, at('1970-06-01T00:00')).moment(moment)
      const [, local, utc, note, day] =
        /^(\d\d:\d\d) \S+(?: \((\d\d:\d\d) UTC( the day \w+)?\))?, (.+)$/.exec(words) ?? []
      const shift = note === ' the day before' ? -1 : note === ' the day after' ? 1 : 0
      const told = new Date(`${day} ${utc ?? local} UTC`).getTime() + shift * 86_400_000
      expect(new Date(told).toISOString()).toBe(`${moment.toISOString().slice(0, 16)}:00.000Z`)
    }),
  )
})

it.each([
  [1, '1 minute'],
  [59, '59 minutes'],
  [60, '1 hour'],
  [95, '1 hour 35 minutes'],
  [1440, '1 day'],
  [3180, '2 days 5 hours'],
])('%d minutes are %s', (minutes, said) => {
  expect(inDuration(english, minutes)).toBe(said)
})

it.each([
  [0, '0 s'],
  [90, '90 s'],
  [180, '3 min'],
  [5400, '90 min'],
  [14_400, '4 h'],
])('in short, %d seconds are %s', (seconds, said) => {
  expect(shortDuration(english, seconds)).toBe(said)
})

it('a time by UTC has its day where that is another one', () => {
  expect(utcTime(english, at('2026-03-11T14:30'), at('2026-03-11T23:59'))).toBe('14:30 UTC')
  expect(utcTime(english, at('2026-03-11T14:30'), at('2026-03-12T00:00'))).toBe('2026-03-11 14:30 UTC')
})

it('a time that is written is given with its length, counted as it reads', () => {
  const [from, to] = [at('2026-03-11T15:14:59'), at('2026-03-11T15:31:01')]
  expect(lastingWords(english, '15:14 to 15:31 UTC', from, to)).toBe('15:14 to 15:31 UTC (17 minutes)')
})

it.each([
  ['2026-03-10T14:30:00Z', null],
  ['2026-03-10T14:29:40Z', '1 minute'],
  ['2026-03-10T14:18:00Z', '12 minutes'],
  ['2026-03-10T12:00:00Z', '2 hours 30 minutes'],
])('a promise for %s is late by %s at 14:30', (promised, late) => {
  expect(lateBy(english, new Date(promised), new Date('2026-03-10T14:30:00Z'))).toBe(late)
})
