import { expect, it } from 'vitest'
import { defaultPolicy, keptPolicy, Policy, policyFields } from '#lib/rules/policy/policy.ts'
import { policyGroups } from '#lib/rules/policy/policy-groups.ts'
import { policyLabel } from '#lib/words/policy.ts'
import { wordsIn } from '#lib/words/words.ts'

it('takes what is missing from the defaults', () => {
  expect(Policy.parse({ clearSeconds: 60 })).toEqual({ ...defaultPolicy, clearSeconds: 60 })
})

it.each(Object.entries(policyFields))(
  '%s has a default within its bounds, and keeps to them',
  (name, field) => {
    expect(policyLabel(wordsIn('en'), name as keyof Policy)).toMatch(/^.{10,} \(.+\)$/)
    expect(defaultPolicy[name as keyof Policy]).toBe(field.default)
    const others = {
      flapStopPercent: 0,
      loadClear: 0.1,
      loadSlow: 0.1,
      loadCritical: 100,
      flapStartPercent: 100,
    }
    for (const value of [field.min, field.max]) {
      const outcome = Policy.safeParse({ ...others, [name]: value })
      expect(outcome.error?.issues.filter(issue => issue.code !== 'custom') ?? []).toEqual([])
    }
    for (const value of [field.min - 1, field.max + 1, '5', Number.NaN])
      expect(Policy.safeParse({ [name]: value }).success).toBe(false)
  },
)

it('counts as the bound where it was stored when more was allowed', () => {
  expect(keptPolicy({ gatherSeconds: 600, digestSeconds: 3600, mailsPerHour: 0 })).toEqual({
    ...defaultPolicy,
    gatherSeconds: 30,
    digestSeconds: 60,
    mailsPerHour: 1,
  })
  expect(() => keptPolicy({ clearSeconds: 'soon' })).toThrow()
})

it.each([
  [{ flapStartPercent: 10 }, 'flapStopPercent'],
  [{ loadSlow: 1 }, 'loadClear'],
  [{ loadCritical: 1.9 }, 'loadCritical'],
])('names the field that contradicts another: %j', (stored, path) => {
  expect(Policy.safeParse(stored).error?.issues.map(issue => issue.path[0])).toContain(path)
})

it('the desk asks for each number once', () => {
  expect(Object.values(policyGroups).flat().sort()).toEqual(Object.keys(policyFields).sort())
})
