import { expect, it } from 'vitest'
import { LoopBudget } from '#lib/front/rendering/loop-budget.ts'

function fixture() {
  let now = 0
  let active = 0
  const budget = new LoopBudget({ part: 0.25, savedMs: 100, nowMs: () => now, activeMs: () => active })
  const maintenance = (ms: number) => {
    const end = budget.begin()
    now += ms
    active += ms
    end()
  }
  const wait = (ms: number) => {
    now += ms
  }
  return { budget, maintenance, wait }
}

it('a budget of the loop lets work begin until what was saved is spent, and then a part of the time', () => {
  const { budget, maintenance } = fixture()
  let worked = 0
  while (budget.waitMs() === 0) {
    maintenance(30)
    worked += 30
  }
  expect(worked).toBe(150)
  // Of 100 saved and 30 gained since the first work, 20 are owed, and come back at a quarter of the time.
  expect(budget.waitMs()).toBe(81)
})

it('a budget of the loop is spent by work alone, not by waiting for the database', () => {
  const { budget, wait } = fixture()
  const end = budget.begin()
  wait(10_000)
  end()
  expect(budget.waitMs()).toBe(0)
})

it('a budget of the loop saves no more than its bound', () => {
  const { budget, maintenance, wait } = fixture()
  wait(1_000_000)
  maintenance(160)
  expect(budget.waitMs()).toBeGreaterThan(0)
})

it('a budget of the loop lets work begin again after the wait that it asked for', () => {
  const { budget, maintenance, wait } = fixture()
  maintenance(200)
  wait(budget.waitMs())
  expect(budget.waitMs()).toBe(0)
})
