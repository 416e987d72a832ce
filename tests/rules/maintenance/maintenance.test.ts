import { describe, expect, it } from 'vitest'
import { extendedSlots } from '#lib/rules/maintenance/extension.ts'
import {
  endOf,
  hasOwnSlots,
  isOverrun,
  type Maintenance,
  maintenanceOn,
  maintenancePhase,
  runningMaintenance,
} from '#lib/rules/maintenance/maintenance.ts'
import { phaseLabel } from '#lib/words/posts.ts'
import { wordsIn } from '#lib/words/words.ts'
import { type PlannedFacts, planned } from '#tests/rules/decision/planned.ts'

const at = (hour: number) => new Date(Date.UTC(2026, 11, 1) + hour * 3_600_000)
const fromTenToTwelve = (facts: Partial<PlannedFacts> = {}): Maintenance =>
  planned({ startsAt: at(10), endsAt: at(12), ...facts })

describe('maintenance from ten to twelve', () => {
  it.each([
    [9, {}, 'Planned'],
    [10, {}, 'In progress'],
    [11, {}, 'In progress'],
    [12, {}, 'Done'],
    [11, { completedAt: at(11) }, 'Done'],
    [11, { cancelledAt: at(8) }, 'Cancelled'],
    [20, { cancelledAt: at(8) }, 'Cancelled'],
    [13, { endsBy: 'staff' }, 'In progress'],
    [13, { endsBy: 'staff', completedAt: at(12.5) }, 'Done'],
    [24, { endsBy: 'staff' }, 'Done'],
  ] as const)('at %f with %j is called "%s"', (now, facts, word) => {
    expect(phaseLabel(wordsIn('en'), maintenancePhase(fromTenToTwelve(facts), at(now)))).toBe(word)
  })

  it.each([
    [11, {}, false],
    [12, {}, false],
    [12, { endsBy: 'staff' }, true],
    [11.5, { endsAt: at(13), firstEndsAt: at(12) }, false],
    [12.5, { endsAt: at(13), firstEndsAt: at(12) }, true],
    [13, { endsAt: at(13), firstEndsAt: at(12) }, false],
  ] as const)('at %f with %j takes longer than customers read: %s', (now, facts, isLonger) => {
    expect(isOverrun(fromTenToTwelve(facts), at(now))).toBe(isLonger)
  })
})

const turns = [
  { serverId: 'web01', startsAt: at(10), endsAt: at(11) },
  { serverId: 'web02', startsAt: at(11), endsAt: at(12) },
]

describe('turns', () => {
  const whole = fromTenToTwelve({ slots: turns, endsBy: 'staff' })

  it('have each server in maintenance in its own time alone', () => {
    const runningAt = (hour: number) => [...runningMaintenance([whole], at(hour)).keys()]
    expect([10, 10.9, 11, 12].map(runningAt)).toEqual([['web01'], ['web01'], ['web02'], ['web02']])
  })

  it('are the whole for customers of one server', () => {
    const [first, second] = [maintenanceOn(whole, 'web01'), maintenanceOn(whole, 'web02')]
    expect(first && endOf(first)).toEqual(at(11))
    expect(second && endOf(second)).toEqual(at(24))
    expect(maintenanceOn(whole, 'web03')).toBeNull()
  })

  it('are shown where they differ', () => {
    expect([hasOwnSlots(whole), hasOwnSlots(fromTenToTwelve())]).toEqual([true, false])
  })
})

describe('an extension', () => {
  it('lets what runs go on, and what has not begun begin later', () => {
    expect(extendedSlots(fromTenToTwelve({ slots: turns }), 30, at(10.5))).toEqual([
      { serverId: 'web01', startsAt: at(10), endsAt: at(11.5) },
      { serverId: 'web02', startsAt: at(11.5), endsAt: at(12.5) },
    ])
  })

  it('leaves what is over', () => {
    const [first, second] = extendedSlots(fromTenToTwelve({ slots: turns }), 60, at(11.5))
    expect([first?.endsAt, second?.endsAt]).toEqual([at(11), at(13)])
  })

  it('counts from now where the end is past', () => {
    const [slot] = extendedSlots(fromTenToTwelve({ endsBy: 'staff' }), 30, at(13))
    expect(slot?.endsAt).toEqual(at(13.5))
  })
})
