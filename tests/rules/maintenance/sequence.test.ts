import { expect, it } from 'vitest'
import { calendarState, sequenceOf } from '#lib/rules/maintenance/sequence.ts'

const at = (time: string) => new Date(`2026-03-10T${time}:00Z`)
const period = {
  startsAt: at('22:00'),
  endsAt: at('23:00'),
  endsBy: 'itself' as const,
  completedAt: null,
  cancelledAt: null,
}

it('grows with each state and each change of times, so a turn that fell out and is back stands above both', () => {
  const life = [
    sequenceOf(0, 'planned'),
    sequenceOf(1, 'planned'),
    sequenceOf(2, 'over'),
    sequenceOf(3, 'planned'),
    sequenceOf(3, 'running'),
    sequenceOf(4, 'running'),
    sequenceOf(4, 'over'),
  ]
  expect(life).toEqual([...new Set(life)].sort((a, b) => a - b))
})

it.each([
  ['planned', {}],
  ['over', { cancelledAt: at('20:00') }],
  ['over', { completedAt: at('22:40') }],
] as const)('is %s in a calendar with %j, whatever the time is', (state, change) => {
  expect(calendarState({ ...period, ...change })).toBe(state)
})
