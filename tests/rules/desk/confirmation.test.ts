import { expect, it } from 'vitest'
import { isConfirmed } from '#lib/rules/desk/confirmation.ts'

it.each([
  [null, 0, false],
  ['', 0, false],
  ['no', 0, false],
  ['-1', 0, false],
  ['1e9', 5, false],
  ['99999999999999', 5, false],
  ['0', 0, true],
  ['0', 5, true],
  ['0', 6, false],
  ['312', 312, true],
  ['312', 343, true],
  ['312', 344, false],
  ['312', 3, true],
])('the answer %j to a question about %d people counts: %s', (answer, count, expected) => {
  expect(isConfirmed(answer, count)).toBe(expected)
})
