import { expect, it } from 'vitest'
import { afterFailing, afterWriting, copyTrouble, newCopy } from '#lib/rules/mirror/copy-state.ts'

const at = (seconds: number) => new Date(Date.parse('2026-11-30T10:00:00Z') + seconds * 1000)

it('tells owners once of a place that stays away, and once that it is back', () => {
  let state = afterWriting(newCopy, at(0)).state
  const told: number[] = []
  for (const second of [10, 30, 69, 71, 200, 900]) {
    const failed = afterFailing(state, 'connect ECONNREFUSED', at(second))
    state = failed.state
    if (failed.isToTell) told.push(second)
  }
  expect(told).toEqual([71])
  expect(state).toMatchObject({ writtenAt: at(0), failingSince: at(10), why: 'connect ECONNREFUSED' })
  const back = afterWriting(state, at(1_000))
  expect(back.isTold).toBe(true)
  expect(back.state).toEqual({ writtenAt: at(1_000), failingSince: null, why: null, toldAt: null })
  expect(afterWriting(back.state, at(1_001)).isTold).toBe(false)
})

it('says nothing of a place that was away for a moment', () => {
  const { state, isToTell } = afterFailing(newCopy, 'timeout', at(0))
  expect(isToTell).toBe(false)
  expect(copyTrouble(state, at(30))).toBeNull()
  expect(afterWriting(state, at(31)).isTold).toBe(false)
})

it.each([
  [newCopy, null],
  [{ ...newCopy, writtenAt: at(0) }, null],
  [{ ...newCopy, writtenAt: at(-240) }, null],
  [{ ...newCopy, writtenAt: at(-400) }, 'left'],
  [{ ...newCopy, writtenAt: at(-400), failingSince: at(-300) }, 'failing'],
])('knows a copy that fails from one that nobody writes (%#)', (state, trouble) => {
  expect(copyTrouble(state, at(0))).toBe(trouble)
})
