import { describe, expect, it } from 'vitest'
import { maintenancePhase } from '#lib/rules/maintenance/maintenance.ts'
import { phaseWord } from '#lib/rules/posts/post.ts'

const at = (hour: number) => new Date(Date.UTC(2026, 11, 1, hour))

describe('work from ten to twelve', () => {
  it.each([
    [9, null, 'Planned'],
    [10, null, 'In progress'],
    [11, null, 'In progress'],
    [12, null, 'Done'],
    [11, 11, 'Done'],
    [9, 8, 'Cancelled'],
    [11, 8, 'Cancelled'],
    [20, 8, 'Cancelled'],
  ])('at %i, completed at %s, is called "%s"', (now, completed, word) => {
    const completedAt = completed === null ? null : at(completed)
    expect(phaseWord(maintenancePhase({ startsAt: at(10), endsAt: at(12), completedAt }, at(now)))).toBe(word)
  })
})
