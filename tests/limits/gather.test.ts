import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gather } from '#lib/limits/gather.ts'

const never = () => false

/** Batches that end when the test says so. */
function held() {
  const batches: { items: readonly number[]; end(): void }[] = []
  const run = (items: readonly number[]) =>
    new Promise<number[]>(resolve =>
      batches.push({ items, end: () => resolve(items.map(item => item * 10)) }),
    )
  return { batches, run }
}

describe('gathered work', () => {
  it('begins at once, and what comes while it runs goes together into the next batch', async () => {
    const { batches, run } = held()
    const once = gather(run, { most: 10, isOwnFault: never })
    const outs = [once(1), once(2), once(3)]
    expect(batches.map(batch => batch.items)).toEqual([[1]])
    batches[0]?.end()
    expect(await outs[0]).toBe(10)
    await Promise.resolve()
    expect(batches.map(batch => batch.items)).toEqual([[1], [2, 3]])
    batches[1]?.end()
    expect(await Promise.all(outs)).toEqual([10, 20, 30])
  })

  it('with a gap begins at once, then waits for company, but never with a full batch', async () => {
    const batches: number[][] = []
    const run = async (items: readonly number[]) => {
      batches.push([...items])
      return items
    }
    const patient = gather(run, { most: 10, isOwnFault: never, leastGapMs: () => 10 })
    await patient(1)
    const rest = [patient(2), patient(3)]
    expect(batches).toEqual([[1]])
    await Promise.all(rest)
    expect(batches).toEqual([[1], [2, 3]])
    const full = gather(run, { most: 2, isOwnFault: never, leastGapMs: () => 60_000 })
    await Promise.all([1, 2, 3, 4, 5].map(full).slice(0, 3))
    expect(batches.slice(2)).toEqual([[1], [2, 3], [4, 5]])
  })

  it('that fails by one item is done one by one, and only that item fails', async () => {
    const run = async (items: readonly number[]) => {
      if (items.includes(3)) throw new Error('three')
      return items
    }
    const once = gather(run, { most: 10, isOwnFault: () => true })
    const all = await Promise.allSettled([1, 2, 3, 4].map(once))
    expect(all.map(each => each.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  })

  it('that fails as a whole is not tried again', async () => {
    let runs = 0
    const once = gather(
      async () => {
        runs += 1
        throw new Error('gone')
      },
      { most: 10, isOwnFault: never },
    )
    await Promise.allSettled([1, 2, 3, 4].map(once))
    expect(runs).toBe(2)
  })

  it('gives each its own outcome, whatever comes and fails, in batches within the limit', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(50), { maxLength: 60 }),
        fc.integer({ min: 1, max: 7 }),
        async (items, most) => {
          const run = async (batch: readonly number[]) => {
            expect(batch.length).toBeLessThanOrEqual(most)
            await Promise.resolve()
            if (batch.some(item => item % 7 === 0)) throw new Error('seven')
            return batch.map(item => item + 1)
          }
          const once = gather(run, { most, isOwnFault: () => true })
          const outs = await Promise.all(items.map(item => once(item).catch(() => 'failed')))
          expect(outs).toEqual(items.map(item => (item % 7 === 0 ? 'failed' : item + 1)))
        },
      ),
    )
  })
})
