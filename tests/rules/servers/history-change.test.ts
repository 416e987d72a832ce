import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type HistoryLine, shownAt, withoutTrouble, withTrouble } from '#lib/rules/servers/history-change.ts'
import { compareImpact, impacts } from '#lib/rules/servers/status.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 2, 10, 14, minute))
const down = { impact: 'major_outage', cause: 'outage', postId: 'mine', alertId: null } as const
const slow = { impact: 'degraded', cause: 'slowdown', postId: 'other', alertId: null } as const
const fine = { impact: 'operational', cause: null, postId: null, alertId: null } as const

/** "0 down, 10 operational" */
const read = (lines: readonly HistoryLine[]) =>
  lines.map(line => `${(line.at.getTime() - at(0).getTime()) / 60_000} ${line.impact}`)

describe('a history', () => {
  it.each([
    ['from nothing', [], ['10 major_outage', '20 operational']],
    [
      'over something lesser',
      [
        { at: at(5), ...slow },
        { at: at(30), ...fine },
      ],
      ['5 degraded', '10 major_outage', '20 degraded', '30 operational'],
    ],
    [
      'over what ends within',
      [
        { at: at(5), ...slow },
        { at: at(15), ...fine },
      ],
      ['5 degraded', '10 major_outage', '20 operational'],
    ],
    ['below something worse', [{ at: at(0), ...down, postId: 'other' }], ['0 major_outage']],
  ])('gets trouble entered %s', (_case, lines, after) => {
    expect(read(withTrouble(lines, { from: at(10), until: at(20) }, down))).toEqual(after)
  })

  it('loses what a post said of a stretch, and nothing else', () => {
    const lines = [
      { at: at(0), ...slow },
      { at: at(10), ...down },
      { at: at(30), ...fine },
    ]
    expect(read(withoutTrouble(lines, { from: at(20), until: at(30) }, 'mine'))).toEqual([
      '0 degraded',
      '10 major_outage',
      '20 operational',
    ])
    expect(withoutTrouble(lines, { from: at(0), until: at(10) }, 'mine')).toEqual(lines)
  })
})

const minute = fc.integer({ min: 0, max: 59 })
const anyHistory = fc
  .uniqueArray(fc.tuple(minute, fc.constantFrom(down, slow, fine)), {
    selector: ([key]) => key,
    maxLength: 8,
  })
  .map(list => list.sort(([a], [b]) => a - b).map(([key, shown]) => ({ at: at(key), ...shown })))
const stretch = fc
  .tuple(minute, minute)
  .map(([a, b]) => ({ from: at(Math.min(a, b)), until: at(Math.max(a, b)) }))

describe('laws of a changed history', () => {
  it('within the stretch the worse counts, outside it nothing changes, and lines stay in order', () => {
    fc.assert(
      fc.property(anyHistory, stretch, fc.constantFrom(...impacts), (lines, { from, until }, impact) => {
        const after = withTrouble(lines, { from, until }, { ...down, impact })
        for (let m = 0; m < 60; m++) {
          const before = shownAt(lines, at(m)).impact
          const isWithin = at(m) >= from && at(m) < until
          const worse = compareImpact(impact, before) > 0 ? impact : before
          expect(shownAt(after, at(m)).impact).toBe(isWithin ? worse : before)
        }
        expect(after.map(line => line.at.getTime())).toEqual(
          after.map(line => line.at.getTime()).toSorted((a, b) => a - b),
        )
      }),
    )
  })

  it('what is taken out again was never there, where all was fine before', () => {
    fc.assert(
      fc.property(stretch, ({ from, until }) => {
        const entered = withTrouble([], { from, until }, down)
        const taken = withoutTrouble(entered, { from, until }, 'mine')
        for (let m = 0; m < 60; m++) expect(shownAt(taken, at(m)).impact).toBe('operational')
      }),
    )
  })
})
