import { describe, expect, it } from 'vitest'
import { movedSlots, readTurns, slotsOf, turnsOneByOne } from '#lib/rules/maintenance/slots.ts'

const night = { from: '2026-11-24T22:00', to: '2026-11-25T02:00' }
const utc = (wall: string) => new Date(`${wall}Z`)

describe('turns as staff write them', () => {
  it.each([
    ['web01 22:00-22:20', { server: 'web01', from: '22:00', to: '22:20' }],
    ['  web01: 9.05 to 9.30 ', { server: 'web01', from: '09:05', to: '09:30' }],
    ['web01.example.net 22:00 22:20', { server: 'web01.example.net', from: '22:00', to: '22:20' }],
    ['web01, 23:50 – 00:10', { server: 'web01', from: '23:50', to: '00:10' }],
  ])('%s', (text, turn) => {
    expect(readTurns(`\n${text}\r\n\n`)).toEqual({ turns: [turn] })
  })

  it.each(['web01', 'web01 22:00', '22:00-22:20', 'web01 25:00-26:00', 'web01 22:60-23:00', 'web01 22-23'])(
    '"%s" is none',
    text => {
      expect(readTurns(text)).toEqual({ wrong: text })
    },
  )
})

describe('slots', () => {
  it('lie on the day on which the window has that time, and who has no turn has all of it', () => {
    const turns = [
      { server: 'a', from: '22:00', to: '22:20' },
      { server: 'b', from: '23:50', to: '00:10' },
      { server: 'c', from: '01:00', to: '02:00' },
    ]
    const found = slotsOf(['d', 'a'], turns, night, 'UTC')
    expect(found).toEqual({
      slots: [
        { serverId: 'a', startsAt: utc('2026-11-24T22:00'), endsAt: utc('2026-11-24T22:20') },
        { serverId: 'b', startsAt: utc('2026-11-24T23:50'), endsAt: utc('2026-11-25T00:10') },
        { serverId: 'c', startsAt: utc('2026-11-25T01:00'), endsAt: utc('2026-11-25T02:00') },
        { serverId: 'd', startsAt: utc(night.from), endsAt: utc(night.to) },
      ],
    })
  })

  it.each([
    ['21:00', '22:30'],
    ['01:30', '02:30'],
    ['03:00', '04:00'],
  ])('from %s to %s is not within it', (from, to) => {
    expect(slotsOf([], [{ server: 'a', from, to }], night, 'UTC')).toEqual({ outside: 'a' })
  })

  it('one after the other follow each other', () => {
    expect(turnsOneByOne(['a', 'b'], '2026-11-24T23:50', 20)).toEqual([
      { server: 'a', from: '23:50', to: '00:10' },
      { server: 'b', from: '00:10', to: '00:30' },
    ])
  })

  it('move by the clock, also over a change of it', () => {
    const slots = [{ serverId: 'a', startsAt: utc('2027-03-26T21:20'), endsAt: utc('2027-03-26T21:40') }]
    const moved = movedSlots(slots, utc('2027-03-26T21:00'), utc('2027-03-28T20:00'), 'Europe/Berlin')
    // 22:20 by the clocks of Berlin, before and after.
    expect(moved).toEqual([
      { serverId: 'a', startsAt: utc('2027-03-28T20:20'), endsAt: utc('2027-03-28T20:40') },
    ])
  })
})
