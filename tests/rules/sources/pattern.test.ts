import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { problemOfPattern } from '#lib/rules/sources/pattern.ts'

describe('a regular expression of staff', () => {
  it.each([
    'disk .* full',
    '^web\\d+ .* is .* (down|unreachable)$',
    'libkeyutils\\.so\\.1\\.9',
    '(foo|bar)? baz',
    '[)(*+]{2,5}x',
    '\\bsda\\d{1,2}\\b',
    '\\p{L}+ über',
    '(?:a|b)c',
    '(ab)+c{2}',
    '((ab){2})*',
    'a\\(b',
  ])('may be %s', text => expect(problemOfPattern(text)).toBeNull())

  it.each([
    ['(', 'is no regular expression'],
    ['a{3,1}', 'is no regular expression'],
    ['(a+)+$', 'repeats a group in which something is repeated or chosen already'],
    ['(?:(a)|b)*', 'repeats a group in which something is repeated or chosen already'],
    ['((a?)){2,30}', 'repeats a group in which something is repeated or chosen already'],
    ['(a)\\1', 'refers back to a group: that is not supported'],
    ['(?=a)b', 'looks around or names a group: that is not supported'],
    ['(?<n>a)', 'looks around or names a group: that is not supported'],
    ['.*a.*b.*c', 'could take too long: use fewer of * and +, or begin with ^'],
    ['a?'.repeat(30) + 'a'.repeat(30), 'could take too long: use fewer of * and +, or begin with ^'],
    ['(a|a)'.repeat(30), 'could take too long: use fewer of * and +, or begin with ^'],
  ])('may not be %s: it %s', (text, problem) => expect(problemOfPattern(text)).toBe(problem))

  it('never throws, whatever is typed', () => {
    const mails = fc.constantFrom(...'ab()[]{}|*+?\\^$.,:=<0159pk-')
    fc.assert(
      fc.property(fc.array(mails, { maxLength: 40 }), typed => {
        const problem = problemOfPattern(typed.join(''))
        expect(problem === null || problem.length > 0).toBe(true)
      }),
      { numRuns: 2000 },
    )
  })
})
