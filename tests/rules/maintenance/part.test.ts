import { expect, it } from 'vitest'
import { maintenancePart } from '#lib/rules/maintenance/part.ts'

const at = (time: string) => new Date(`2026-03-10T${time}:00Z`)
const turn = (serverId: string, from: string, to: string, fate = {}) => {
  return { serverId, startsAt: at(from), endsAt: at(to), ...fate }
}
const whole = {
  id: 'work',
  postId: 'work',
  kind: 'maintenance' as const,
  title: 'New disks',
  startsAt: at('20:00'),
  endsAt: at('23:00'),
  firstEndsAt: null,
  endsBy: 'itself' as const,
  completedAt: null,
  cancelledAt: null,
  slots: [
    turn('a', '20:00', '21:00'),
    turn('b', '21:00', '22:00'),
    turn('c', '22:00', '23:00', { cancelledAt: at('12:00') }),
  ],
}
const part = (...ids: string[]) => maintenancePart(whole, new Set(ids))

it('goes from the first own turn to the last, and leaves out what falls out', () => {
  expect(part('b', 'c')).toMatchObject({ startsAt: at('21:00'), endsAt: at('22:00'), cancelledAt: null })
})

it('is cancelled where all own turns fall out, and nothing where there is none', () => {
  expect(part('c')).toMatchObject({ startsAt: at('22:00'), cancelledAt: at('12:00') })
  expect(part('d')).toBeNull()
})

it('is done where all own turns are, though the whole goes on', () => {
  const slots = whole.slots.map(slot =>
    slot.serverId === 'a' ? { ...slot, completedAt: at('20:30') } : slot,
  )
  const done = maintenancePart({ ...whole, slots }, new Set(['a', 'c']))
  expect(done).toMatchObject({ completedAt: at('20:30'), cancelledAt: null })
})
