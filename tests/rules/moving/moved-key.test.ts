import { expect, it } from 'vitest'
import { movedKey } from '#lib/rules/moving/moved-key.ts'

it.each([
  [null, null, null, false, 'none'],
  [null, 'a', 'b', true, 'none'],
  ['a', null, 'a', false, 'same'],
  ['a', 'a', 'a', true, 'same'],
  ['a', 'a', null, false, 'adopt'],
  ['a', 'a', 'b', false, 'reseal'],
  ['a', null, null, false, 'missing'],
  ['a', 'c', 'b', false, 'missing'],
  ['a', 'c', 'b', true, 'leave-out'],
  ['a', null, null, true, 'leave-out'],
] as const)(
  'sealed with %s, with %s given and %s here (may leave out: %s): %s',
  (sealedWith, given, own, mayLeaveOut, how) => {
    expect(movedKey({ sealedWith, given, own, mayLeaveOut })).toBe(how)
  },
)
