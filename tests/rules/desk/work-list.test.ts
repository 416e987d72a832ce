import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  byUrgency,
  type IncidentToWait,
  incidentRow,
  shownRows,
  type WorkRow,
  waitingKinds,
} from '#lib/rules/desk/work-list.ts'
import { defaultPolicy } from '#lib/rules/policy/policy.ts'

const now = new Date('2026-03-10T14:30:00Z')
const ago = (minutes: number) => new Date(now.getTime() - minutes * 60_000)

const quiet: IncidentToWait = {
  id: 'abcdefghijkl',
  title: 'web07 is down',
  visibility: 'published',
  cause: 'outage',
  startedAt: ago(60),
  publishedAt: ago(50),
  resolvedAt: null,
  touchedAt: ago(40),
  acknowledgedAt: null,
  resolutionProposedAt: null,
  keptOpenAt: null,
  nextUpdateAt: null,
  breaker: null,
}

describe('what waits of an incident', () => {
  it.each<[string, Partial<IncidentToWait>, Pick<WorkRow, 'kind' | 'also' | 'since'> | null]>([
    ['on which a person wrote and promised nothing', {}, null],
    ['with a promise in an hour', { nextUpdateAt: ago(-60) }, null],
    [
      'with a promise in nine minutes',
      { nextUpdateAt: ago(-9) },
      { kind: 'promiseSoon', also: [], since: ago(-9) },
    ],
    ['with a promise that is due now', { nextUpdateAt: now }, { kind: 'promiseLate', also: [], since: now }],
    ['that nobody has', { touchedAt: null }, { kind: 'untaken', also: [], since: ago(50) }],
    ['that somebody has', { touchedAt: null, acknowledgedAt: ago(1) }, null],
    [
      'that nobody has, with a late promise, and of which nobody was told',
      { touchedAt: null, nextUpdateAt: ago(1), breaker: 'held' },
      { kind: 'promiseLate', also: ['untaken', 'withheld'], since: ago(1) },
    ],
    ['that is clear', { resolutionProposedAt: ago(5) }, { kind: 'end', also: [], since: ago(5) }],
    [
      'about a file that nobody finds any more',
      { cause: 'suspicious-file', resolutionProposedAt: ago(5) },
      { kind: 'cleaned', also: [], since: ago(5) },
    ],
    ['that was kept open since', { resolutionProposedAt: ago(5), keptOpenAt: ago(4) }, null],
    [
      'that was kept open before, and is clear anew',
      { resolutionProposedAt: ago(5), keptOpenAt: ago(6) },
      { kind: 'end', also: [], since: ago(5) },
    ],
    ['whose news was let go', { breaker: 'released' }, null],
    ['that is over', { resolvedAt: ago(1), nextUpdateAt: ago(9) }, null],
    ['that was dismissed', { visibility: 'draft', touchedAt: null }, null],
    [
      'that is a held file',
      { visibility: 'held', cause: 'suspicious-file', publishedAt: null, touchedAt: null },
      { kind: 'held', also: [], since: ago(60) },
    ],
    [
      'that is a guess',
      { visibility: 'held', publishedAt: null, touchedAt: null },
      { kind: 'guess', also: [], since: ago(60) },
    ],
  ])('%s', (_case, facts, expected) => {
    const row = incidentRow({ ...quiet, ...facts }, defaultPolicy, now)
    expect(row && { kind: row.kind, also: row.also, since: row.since }).toEqual(expected)
  })

  it('is another row once another update is promised, and the same while the promise turns late', () => {
    const promised = (nextUpdateAt: Date, at = now) =>
      incidentRow({ ...quiet, nextUpdateAt }, defaultPolicy, at)?.key
    expect(promised(ago(-5))).toBe(promised(ago(-5), ago(-6)))
    expect(promised(ago(-5))).not.toBe(promised(ago(-8)))
  })
})

const anyRow = fc
  .record({
    kind: fc.constantFrom(...waitingKinds),
    minutes: fc.integer({ min: 0, max: 500 }),
    isTaken: fc.boolean(),
    id: fc.integer({ min: 0, max: 999_999 }),
  })
  .map(
    ({ kind, minutes, isTaken, id }): WorkRow => ({
      key: `${kind.toLowerCase()} ${id}`,
      kind,
      also: [],
      aboutId: String(id),
      since: ago(minutes),
      title: '',
      isTaken,
    }),
  )
const anyRows = fc.uniqueArray(anyRow, { selector: row => row.key, maxLength: 60 })

describe('the order of the work list', () => {
  it('does not depend on the order in which things are found', () => {
    fc.assert(
      fc.property(anyRows, rows => {
        expect([...rows].reverse().sort(byUrgency)).toEqual([...rows].sort(byUrgency))
      }),
    )
  })

  it('puts kinds first, then what nobody has, then what waits longest', () => {
    fc.assert(
      fc.property(anyRows, rows => {
        const sorted = [...rows].sort(byUrgency)
        for (const [i, row] of sorted.entries()) {
          const next = sorted[i + 1]
          if (!next) continue
          const [a, b] = [waitingKinds.indexOf(row.kind), waitingKinds.indexOf(next.kind)]
          expect(a).toBeLessThanOrEqual(b)
          if (a !== b) continue
          expect(Number(row.isTaken)).toBeLessThanOrEqual(Number(next.isTaken))
          if (row.isTaken === next.isTaken) expect(row.since <= next.since).toBe(true)
        }
      }),
    )
  })
})

describe('the rows that a page shows', () => {
  it('are bounded by kind, the most urgent ones, and all others are counted', () => {
    fc.assert(
      fc.property(anyRows, fc.integer({ min: 1, max: 5 }), (rows, most) => {
        const { shown, left } = shownRows(rows, most)
        expect(shown.length + left.reduce((sum, { count }) => sum + count, 0)).toBe(rows.length)
        for (const kind of waitingKinds) {
          const own = rows.filter(row => row.kind === kind).sort(byUrgency)
          expect(shown.filter(row => row.kind === kind)).toEqual(own.slice(0, most))
        }
        expect([...shown].sort(byUrgency)).toEqual(shown)
      }),
    )
  })
})
