import { expect, it } from 'vitest'
import { pageOfSubject, toldFacts } from '#app/desk/(staff)/audit/_parts/action-words.ts'
import { auditFilterOf, olderLines } from '#app/desk/(staff)/audit/query.ts'

it.each([
  ['nothing', null, []],
  [
    'what changed, and not what stayed',
    { before: { confirmMinutes: 5, a: [1] }, after: { confirmMinutes: 3, a: [1] } },
    [{ name: 'confirm minutes', before: '5', now: '3' }],
  ],
  [
    'what was not there, and what is gone',
    { before: { old: 'x' }, after: { fresh: 'y' } },
    [
      { name: 'old', before: 'x', now: 'nothing' },
      { name: 'fresh', before: 'nothing', now: 'y' },
    ],
  ],
  [
    'the fields of several servers by their names',
    {
      counts: { changed: 1 },
      changed: [{ hostname: 'web07', what: ['group'], before: { group: null }, after: { group: 'Graz' } }],
    },
    [
      { name: 'web07: group', before: 'nothing', now: 'Graz' },
      { name: 'counts', now: '{"changed":1}' },
    ],
  ],
  ['what is no difference as it is', { before: 'x' }, [{ name: 'before', now: 'x' }]],
  ['facts of older lines as they are', { changed: [7] }, [{ name: 'changed', now: '7' }]],
  [
    'of what is long its beginning',
    { words: 'x'.repeat(999) },
    [{ name: 'words', now: `${'x'.repeat(300)}…` }],
  ],
])('a line of the audit log tells %s', (_, facts, told) => {
  expect(toldFacts(facts)).toEqual(told)
})

it('a line tells no more than a person reads, however much was done', () => {
  const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`f${i}`, i]))
  expect(toldFacts(many)).toHaveLength(40)
  expect(toldFacts({ before: many, after: {} })).toHaveLength(40)
})

it.each([
  ['post abcdefghijkl', '/desk/posts/abcdefghijkl'],
  ['server abcdefghijkl', '/desk/servers/abcdefghijkl'],
  ['post ../../x', null],
  ['person abcdefghijkl', null],
  ['constructor abcdefghijkl', null],
  ['policy', null],
])('%s leads to %s', (subject, page) => {
  expect(pageOfSubject(subject)).toBe(page)
})

it('an address of the audit log may say anything, and what cannot be meant is left out', () => {
  const junk = {
    by: ['a', 'b'],
    action: '__proto__',
    text: '\0 ',
    from: '2026-13-45T99:00',
    to: 'now',
    before: '-1',
  }
  const nothing = { by: null, action: null, text: null, from: null, to: null, before: null }
  expect(auditFilterOf(junk)).toEqual(nothing)
  expect(auditFilterOf({})).toEqual(nothing)
  const zone = { from: '2026-11-30T12:00', to: '2026-11-30T12:00', zone: 'Europe/Vienna' }
  expect(auditFilterOf(zone).from).toEqual(new Date('2026-11-30T11:00:00Z'))
  expect(olderLines({ action: 'sign-in', by: ['x'], before: '9' }, 5)).toBe(
    '/desk/audit?action=sign-in&before=5',
  )
})
