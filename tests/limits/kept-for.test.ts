import { expect, it } from 'vitest'
import { keptFor } from '#lib/limits/kept-for.ts'

const at = (seconds: number) => new Date(Date.UTC(2026, 2, 10) + seconds * 1000)

function counting() {
  let asked = 0
  return async () => {
    asked += 1
    return asked
  }
}

it('reads once for all who ask within the time, each key for itself, and anew after it', async () => {
  const kept = keptFor<number>(10, () => true)
  const read = counting()
  const first = [kept('a', at(0), read), kept('a', at(0), read), kept('b', at(1), read)]
  expect(await Promise.all(first)).toEqual([1, 1, 2])
  expect(await kept('a', at(9), read)).toBe(1)
  expect(await kept('a', at(10), read)).toBe(3)
})

it('keeps nothing that is cheap', async () => {
  const kept = keptFor<number>(10, value => value > 1)
  const read = counting()
  expect([await kept('a', at(0), read), await kept('a', at(0), read)]).toEqual([1, 2])
  expect(await kept('a', at(0), read)).toBe(2)
})

it('gives nobody the failure of another question', async () => {
  const kept = keptFor<number>(10, () => true)
  const failing = kept('a', at(0), () => Promise.reject(new Error('away')))
  const second = kept('a', at(0), async () => 7)
  await expect(failing).rejects.toThrow('away')
  expect(await second).toBe(7)
  expect(await kept('a', at(1), async () => 8)).toBe(7)
})

it('holds a hundred keys, the latest', async () => {
  const kept = keptFor<number>(10, () => true)
  for (let key = 0; key <= 100; key += 1) await kept(`key ${key}`, at(0), async () => key)
  expect(await kept('key 0', at(1), async () => -1)).toBe(-1)
  expect(await kept('key 100', at(1), async () => -1)).toBe(100)
})
