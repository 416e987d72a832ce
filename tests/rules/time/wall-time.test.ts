import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { momentsAt, wallTime } from '#lib/rules/time/wall-time.ts'

const iso = (wall: string, zone: string) => momentsAt(wall, zone).map(at => at.toISOString().slice(0, 16))

describe('a time on the clock of a zone', () => {
  it.each([
    ['in winter', '2026-01-15T14:30', 'Europe/Berlin', ['2026-01-15T13:30']],
    ['in summer', '2026-07-15T14:30', 'Europe/Berlin', ['2026-07-15T12:30']],
    ['that a change of the clock leaves out', '2026-03-29T02:30', 'Europe/Berlin', []],
    ['that comes twice', '2026-10-25T02:30', 'Europe/Berlin', ['2026-10-25T00:30', '2026-10-25T01:30']],
    ['at the beginning of a day without midnight', '2026-09-06T00:30', 'America/Santiago', []],
    ['just before that', '2026-09-05T23:30', 'America/Santiago', ['2026-09-06T03:30']],
    [
      'half an hour apart',
      '2026-04-05T01:45',
      'Australia/Lord_Howe',
      ['2026-04-04T14:45', '2026-04-04T15:15'],
    ],
    ['in UTC', '2026-03-29T02:30', 'UTC', ['2026-03-29T02:30']],
    ['of no day', '2026-02-30T12:00', 'Europe/Berlin', []],
    ['of no kind', 'tomorrow', 'Europe/Berlin', []],
  ])('%s', (_case, wall, zone, moments) => {
    expect(iso(wall, zone)).toEqual(moments)
  })

  it('is among the times that show it, whatever the moment and the zone', () => {
    const zones = [
      'Europe/Berlin',
      'America/St_Johns',
      'Asia/Kathmandu',
      'Pacific/Apia',
      'Australia/Lord_Howe',
    ]
    const minutes = fc.integer({ min: 0, max: 60 * 24 * 365 * 3 })
    fc.assert(
      fc.property(minutes, fc.constantFrom(...zones), (minute, zone) => {
        const at = new Date(Date.UTC(2025, 0, 1) + minute * 60_000)
        expect(momentsAt(wallTime(at, zone), zone)).toContainEqual(at)
      }),
    )
  })
})
