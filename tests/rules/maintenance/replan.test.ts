import { describe, expect, it } from 'vitest'
import type { MaintenanceSlot } from '#lib/rules/maintenance/maintenance.ts'
import { type PlannedWindow, type RuledWindow, replan } from '#lib/rules/maintenance/replan.ts'

const at = (day: string, clock: string) => new Date(`2026-12-${day}T${clock}Z`)
const slot = (serverId: string, day: string, from = '22:00', to = '23:00'): MaintenanceSlot => {
  return { serverId, startsAt: at(day, from), endsAt: at(day, to) }
}
const ruled = (day: string, servers = ['web01', 'web02'], from = '22:00'): RuledWindow => {
  return { day, slots: servers.map(server => slot(server, day, from)) }
}
const planned = (id: string, day: string, facts: Partial<PlannedWindow> = {}): PlannedWindow => {
  return { id, ...ruled(day), byRule: ruled(day).slots, ...facts }
}
/** "a 01 web01 22:00" for each window that is kept. */
const read = ({ kept, dropped }: ReturnType<typeof replan>) => ({
  kept: kept.map(({ id, day, slots }) => {
    const [first] = slots
    const servers = slots.map(each => each.serverId).join('+')
    return `${id} ${day} ${servers} ${first?.startsAt.toISOString().slice(8, 16)}`
  }),
  dropped,
})

describe('windows whose rule changes', () => {
  it.each([
    [
      'keep their days at another hour',
      ['01', '08'],
      '20:00',
      ['a 01 web01+web02 01T20:00', 'b 08 web01+web02 08T20:00'],
    ],
    [
      'move to the next free days in order',
      ['03', '10'],
      '22:00',
      ['a 03 web01+web02 03T22:00', 'b 10 web01+web02 10T22:00'],
    ],
    [
      'keep a day that both rules have',
      ['05', '08'],
      '22:00',
      ['b 08 web01+web02 08T22:00', 'a 05 web01+web02 05T22:00'],
    ],
  ])('%s', (_, days, from, kept) => {
    const wanted = days.map(day => ruled(day, undefined, from))
    expect(read(replan([planned('a', '01'), planned('b', '08')], wanted))).toEqual({ kept, dropped: [] })
  })

  it('fall out where the rule has no more days', () => {
    expect(read(replan([planned('a', '01'), planned('b', '08')], [ruled('01')])).dropped).toEqual(['b'])
  })

  it('that staff moved alone stay where they are, with the servers of now', () => {
    const moved = planned('a', '01', {
      slots: ['web01', 'web02'].map(id => slot(id, '04', '10:00', '12:00')),
    })
    const servers = ['web01', 'web03']
    for (const day of ['01', '08'])
      expect(read(replan([moved], [ruled(day, servers, '20:00')])).kept).toEqual([
        'a 01 web01+web03 04T10:00',
      ])
  })

  it('get new servers and lose others, but for what staff left out of one', () => {
    const without = planned('a', '01', { slots: [slot('web01', '01')] })
    expect(read(replan([without], [ruled('01', ['web01', 'web02', 'web03'])])).kept).toEqual([
      'a 01 web01+web03 01T22:00',
    ])
    expect(read(replan([planned('a', '01')], [ruled('01', ['web02'])])).kept).toEqual(['a 01 web02 01T22:00'])
  })
})
