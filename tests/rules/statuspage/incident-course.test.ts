import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isShownClear } from '#lib/rules/servers/status.ts'
import { impactStatus } from '#lib/rules/statuspage/component-status.ts'
import { type AffectedTimes, incidentCourse } from '#lib/rules/statuspage/incident-status.ts'

const moment = fc.integer({ min: 0, max: 12 }).map(minute => new Date(Date.UTC(2026, 0, 1, 0, minute)))
const affected: fc.Arbitrary<AffectedTimes> = fc.record({
  serverId: fc.string({ minLength: 1, maxLength: 2 }),
  impact: fc.constantFrom('major_outage', 'degraded', 'operational'),
  cause: fc.constantFrom('outage', 'suspicious-file'),
  isIntermittent: fc.boolean(),
  since: moment,
  clearedAt: fc.option(moment),
  endedAt: fc.option(moment),
})

function isClearAt({ cause, isIntermittent, clearedAt, endedAt }: AffectedTimes, at: Date): boolean {
  const isCleared =
    clearedAt !== null && clearedAt <= at && isShownClear({ clearedAt, cause }) && !isIntermittent
  return isCleared || (endedAt !== null && endedAt <= at)
}

it('an incident is monitored as soon as all that have begun are clear', () => {
  fc.assert(
    fc.property(fc.array(affected), moment, (rows, at) => {
      const begun = rows.filter(row => row.since <= at)
      const isMonitored = begun.length > 0 && begun.every(row => isClearAt(row, at))
      const course = incidentCourse(rows)
      expect(course.statusAt('investigating', at)).toBe(isMonitored ? 'monitoring' : 'investigating')
      expect(course.statusAt('identified', at)).toBe(isMonitored ? 'monitoring' : 'identified')
      expect(course.statusAt('resolved', at)).toBe('resolved')
    }),
  )
})

it('what changed between two moments is what each server was at one and at the other, in the order of the servers', () => {
  const statusOf = (row: AffectedTimes, at: Date) =>
    row.since > at || isClearAt(row, at) ? 'operational' : impactStatus(row.impact)
  fc.assert(
    fc.property(fc.array(affected), fc.option(moment), moment, (rows, one, other) => {
      const [after, by] = one && one > other ? [other, one] : [one, other]
      const expected = rows.flatMap(row => {
        const [from, to] = [after ? statusOf(row, after) : 'operational', statusOf(row, by)]
        return from === to ? [] : [{ serverId: row.serverId, from, to }]
      })
      expect(incidentCourse(rows).changes(after, by)).toEqual(expected)
    }),
  )
})
