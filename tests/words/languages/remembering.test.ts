import fc from 'fast-check'
import { expect, it, vi } from 'vitest'
import { remembering, type Say } from '#lib/words/languages/remembering.ts'
import { wordsIn } from '#lib/words/words.ts'

/** No two tests speak the same language. */
let languages = 0
const remembered = (say: Say) => remembering(`l${languages++}`, say)
const spoken = () => vi.fn((key: string, values?: object) => `${key} ${JSON.stringify(values)}`)

it('a message is put together once, and again where anything in it differs', () => {
  const asked = [
    ['a'],
    ['a', { b: 'c' }],
    ['a', { b: 'c', d: 'e' }],
    ['a', { b: 'c d"1"e' }],
    ['a', { b: '1' }],
    ['a', { b: 1 }],
    ['a', { b: true }],
    ['a', { b: 'true' }],
    ['a b', {}],
  ] as const
  const say = spoken()
  const words = remembered(say)
  for (let round = 0; round < 2; round++)
    expect(asked.map(([key, ...values]) => words(key, ...values))).toEqual(
      asked.map(([key, ...values]) => spoken()(key, ...values)),
    )
  expect(say).toHaveBeenCalledTimes(asked.length)
})

it('a message with something else in it, such as a moment, or a long one, is put together each time', () => {
  const say = spoken()
  const words = remembered(say)
  for (const value of [new Date(0), new Date(1), 'x'.repeat(1_000)])
    for (let round = 0; round < 2; round++)
      expect(words('a', { value })).toBe(`a ${JSON.stringify({ value })}`)
  expect(say).toHaveBeenCalledTimes(6)
})

it('zero is not said as zero from below is', () => {
  const words = remembered((_, values) => new Intl.NumberFormat('en').format(Number(values?.count)))
  expect([-0, 0].map(count => words('a', { count }))).toEqual(['-0', '0'])
})

it('however many are said, a few thousand are remembered, and what is said often is among them', () => {
  const say = spoken()
  const words = remembered(say)
  for (let i = 0; i < 50_000; i++) for (const count of [i, -1]) words('a', { count })
  expect(
    say.mock.calls.filter(([, values]) => values && 'count' in values && values.count === -1),
  ).toHaveLength(1)
  say.mockClear()
  words('a', { count: 0 })
  expect(say).toHaveBeenCalledOnce()
})

it('no two messages are taken for each other, whatever stands in them', () => {
  const value = fc.oneof(fc.string(), fc.integer(), fc.boolean())
  const values = fc.dictionary(fc.stringMatching(/^[a-z]{1,3}$/), value, { maxKeys: 3 })
  const words = remembered(spoken())
  fc.assert(
    fc.property(fc.constantFrom('a', 'b.c'), values, (key, given) => {
      const said = Object.keys(given).length > 0 ? given : undefined
      expect(words(key, said)).toBe(spoken()(key, said))
    }),
  )
})

it('the words of a language are remembered: the same object each time', () => {
  expect(wordsIn('en')).toBe(wordsIn('en'))
  expect(wordsIn('de')('posts.phase.resolved')).not.toBe(wordsIn('en')('posts.phase.resolved'))
})
