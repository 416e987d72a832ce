import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { judgeLoad, type LoadSample } from '#lib/rules/alerts/load.ts'
import { defaultPolicy } from '#lib/rules/policy/policy.ts'
import { at } from '#tests/rules/decision/simulation.ts'

/** One sample every five minutes, of a server with 16 cores; loads per core. */
const samples = (...loads: number[]): LoadSample[] =>
  loads.map((load, i) => ({ at: at(i * 300), load: load * 16, cores: 16 }))

const judge = (list: readonly LoadSample[]) => judgeLoad(list, defaultPolicy)

describe('the load of a server', () => {
  it.each([
    ['no sample', [], null],
    ['one sample above', [2.5], null],
    ['two above, not in a row', [2.5, 1, 2.5], null],
    ['two above', [1, 2, 2.5], { state: 'firing', severity: 'warning', startsAt: at(300), endsAt: null }],
    ['two far above', [4, 4.5], { state: 'firing', severity: 'critical', startsAt: at(0) }],
    ['it gets critical', [2, 2, 4, 4], { state: 'firing', severity: 'critical', startsAt: at(0) }],
    ['one far above is not critical', [2, 4, 2], { state: 'firing', severity: 'warning' }],
    ['between the thresholds it goes on', [2, 2, 1.6, 1.7, 1.6, 1.9], { state: 'firing' }],
    ['two below', [2, 2, 1, 1], { state: 'firing' }],
    ['three below', [2, 2, 1, 1, 1], { state: 'resolved', startsAt: at(0), endsAt: at(600) }],
    ['exactly the clear load is not below', [2, 2, 1.5, 1, 1], { state: 'firing' }],
    ['slow again', [2, 2, 1, 1, 1, 3, 3], { state: 'firing', startsAt: at(1500), endsAt: null }],
  ])('%s', (_, loads, expected) => {
    if (expected === null) expect(judge(samples(...loads))).toBeNull()
    else expect(judge(samples(...loads))).toMatchObject(expected)
  })

  it.each([
    ['goes on without its first samples', [1.6, 1.7, 1.8], { state: 'firing', startsAt: at(-7200) }],
    ['gets critical', [4, 4], { state: 'firing', severity: 'critical', startsAt: at(-7200) }],
    ['ends', [1, 1, 1], { state: 'resolved', startsAt: at(-7200), endsAt: at(0) }],
  ])('a slowdown that is known %s', (_, loads, expected) => {
    const open = { severity: 'warning', startsAt: at(-7200) } as const
    expect(judgeLoad(samples(...loads), defaultPolicy, open)).toMatchObject(expected)
  })

  it('does not depend on the order or the repetition of the samples', () => {
    const loads = fc.array(fc.double({ min: 0, max: 6, noNaN: true }), { maxLength: 20 })
    const mixed = loads.chain(list =>
      fc.tuple(
        fc.constant(samples(...list)),
        fc.shuffledSubarray([...samples(...list), ...samples(...list)], { minLength: list.length * 2 }),
      ),
    )
    fc.assert(
      fc.property(mixed, ([list, again]) => {
        expect(judge(again)).toEqual(judge(list))
      }),
    )
  })
})
