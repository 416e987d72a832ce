import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeFlapping, type OutagePeriod } from '#lib/rules/decision/flapping.ts'
import { defaultPolicy } from '#lib/rules/policy/policy.ts'
import { at } from './simulation.ts'

const minute = (count: number) => at(count * 60)

/** Down for this many minutes from each of these minutes on. */
function down(lasting: number, ...from: number[]): OutagePeriod[] {
  return from.map(start => ({ from: minute(start), until: minute(start + lasting), impact: 'major_outage' }))
}

const judge = (outagePeriods: readonly OutagePeriod[], minutes: number) =>
  judgeFlapping(outagePeriods, defaultPolicy, minute(minutes))

describe('the part of changes', () => {
  it('of a server that never changed is not asked for', () => {
    expect(judge([], 60)).toBeNull()
  })

  it.each([
    ['one change, the newest of 20', down(30, 0), 0, 1.25 / 20],
    ['one change, and three calm states after it', down(30, 0), 9, (0.75 + (16 * 0.5) / 19) / 20],
    ['two changes with one calm state between them', down(6, 0), 6, (1.25 + (0.75 + (17 * 0.5) / 19)) / 20],
    ['20 changes', down(1, ...Array.from({ length: 20 }, (_, i) => i * 2)), 39, 1],
  ])('%s', (_, outagePeriods, minutes, part) => {
    expect(judge(outagePeriods, minutes)?.percent).toBeCloseTo(part * 100, 8)
  })

  it('is forgotten after 20 calm states', () => {
    expect(judge(down(1, 0), 61)).toMatchObject({ percent: 0, isFlapping: false })
  })
})

describe('a server', () => {
  const often = down(2, 0, 4, 8, 12, 16)

  it('flaps from the sixth change within half an hour on', () => {
    expect(judge(often, 8)?.isFlapping).toBe(false)
    expect(judge(often, 10)).toMatchObject({ isFlapping: true })
  })

  it('flaps until it has been calm for long enough, and says when the next state is noted', () => {
    const state = judge(often, 20)
    expect(state).toMatchObject({ isFlapping: true, nextAt: minute(21) })
    expect(judge(often, 65)?.isFlapping).toBe(true)
    expect(judge(often, 66)?.isFlapping).toBe(false)
  })

  it('that goes from slow to down and back changes too', () => {
    const slow: OutagePeriod = { from: minute(0), until: null, impact: 'degraded' }
    expect(judge([slow, ...often], 20)?.isFlapping).toBe(true)
  })

  it('that is down twice in two hours does not flap', () => {
    expect(judge(down(10, 0, 60), 70)?.isFlapping).toBe(false)
  })

  it('is judged the same whatever the order and the repetition of its troubles', () => {
    const outagePeriod = fc
      .tuple(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 30 }), fc.boolean())
      .map(([from, lasting, isSlow]): OutagePeriod => {
        const impact = isSlow ? 'degraded' : 'major_outage'
        return { from: minute(from), until: minute(from + lasting), impact }
      })
    fc.assert(
      fc.property(fc.array(outagePeriod), fc.integer({ min: 0, max: 260 }), (list, minutes) => {
        expect(judge([...list, ...list].reverse(), minutes)).toEqual(judge(list, minutes))
      }),
    )
  })
})
