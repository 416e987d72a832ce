import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { incidentRow, promiseKind, type WaitingKind } from '#lib/rules/desk/work-list.ts'
import { defaultPolicy, type Policy } from '#lib/rules/policy/policy.ts'
import { type Matter, type MatterKind, mattersOf, type PostThatWaits } from '#lib/rules/reminders/matter.ts'
import { remindersDue } from '#lib/rules/reminders/reminder.ts'
import { later } from '#lib/rules/time/time.ts'

const now = new Date('2026-03-10T14:30:00Z')
const anyTime = fc.integer({ min: -90, max: 90 }).map(minutes => later(now, minutes * 60))
const anyPast = fc.integer({ min: -180, max: 0 }).map(minutes => later(now, minutes * 60))
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })

const anyIncident = fc.record({
  id: fc.constant('p1'),
  title: fc.constant('web07 is down'),
  kind: fc.constant('incident' as const),
  visibility: fc.constantFrom('draft' as const, 'held' as const, 'published' as const),
  cause: fc.constantFrom('outage' as const, 'suspicious-file' as const, null),
  phase: fc.constantFrom('investigating' as const, 'monitoring' as const),
  startedAt: anyPast,
  createdAt: anyPast,
  publishedAt: maybe(anyPast),
  resolvedAt: fc.option(anyPast, { nil: null, freq: 1 }),
  touchedAt: maybe(anyPast),
  acknowledgedAt: maybe(anyPast),
  resolutionProposedAt: maybe(anyPast),
  keptOpenAt: maybe(anyPast),
  nextUpdateAt: maybe(anyTime),
  breaker: fc.constantFrom('held' as const, 'released' as const, null),
  ownerId: fc.constantFrom('ann', null),
})

const anyPolicy = fc
  .record({
    promiseMinutes: fc.integer({ min: 0, max: 60 }),
    untakenMinutes: fc.integer({ min: 0, max: 60 }),
    unattendedMinutes: fc.integer({ min: 5, max: 120 }),
  })
  .map((some): Policy => Object.assign({}, defaultPolicy, some))

/** As what a reminded matter stands on Now. */
const listedAs: Record<Exclude<MatterKind, 'comment'>, readonly WaitingKind[]> = {
  untaken: ['untaken'],
  held: ['held', 'guess'],
  'promise-late': ['promiseLate'],
  'promise-soon': ['promiseSoon'],
  'end-waits': ['end'],
  'key-ends': [],
}

const ann = { id: 'ann', position: 0, addedAt: now, quiet: null }

/** Of what a round of this moment reminds somebody who was reminded of nothing before. */
function remindedOf(post: PostThatWaits, policy: Policy): Matter[] {
  const { due } = remindersDue(mattersOf([post], [], policy), [], [ann], new Map(), policy, now)
  return due.map(({ matter }) => matter)
}

describe('whatever a reminder is sent about', () => {
  it('is on the list of Now: incidents', () => {
    let reminders = 0
    fc.assert(
      fc.property(anyIncident, anyPolicy, (incident, policy) => {
        const row = incidentRow(incident, policy, now)
        const listed = row ? [row.kind, ...row.also] : []
        for (const { kind } of remindedOf(incident, policy)) {
          reminders++
          const expected = kind === 'comment' ? [] : listedAs[kind]
          expect(listed.filter(each => expected.includes(each))).toHaveLength(1)
        }
      }),
      { numRuns: 1_000 },
    )
    expect(reminders).toBeGreaterThan(100)
  })

  it('is on the list of Now: maintenance with a promise, and of nothing else of it', () => {
    fc.assert(
      fc.property(anyIncident, anyPolicy, (facts, policy) => {
        const maintenance: PostThatWaits = { ...facts, kind: 'maintenance' }
        for (const { kind } of remindedOf(maintenance, policy))
          expect(promiseKind(maintenance.nextUpdateAt, policy, now)).toBe(
            kind === 'promise-late' ? 'promiseLate' : kind === 'promise-soon' ? 'promiseSoon' : kind,
          )
      }),
    )
  })
})

it('lists a promise ten minutes before it is due, and as early as its reminder where that is earlier', () => {
  const near = (promiseMinutes: number, minutes: number) =>
    promiseKind(later(now, minutes * 60), { ...defaultPolicy, promiseMinutes }, now)
  expect([near(5, 10), near(5, 11), near(30, 30), near(30, 31)]).toEqual([
    'promiseSoon',
    null,
    'promiseSoon',
    null,
  ])
})
