import { describe, expect, it } from 'vitest'
import { isolated } from '#lib/words/languages/catalogue.ts'
import { listInWords } from '#lib/words/list.ts'
import { serverSentence } from '#lib/words/servers.ts'
import { wordsIn } from '#lib/words/words.ts'

const apart = (text: string) => `\u2068${text}\u2069`

describe('a message that is written from right to left', () => {
  it('sets each name apart, also within choices, counts and tags', () => {
    expect(isolated('{server} x')).toBe(`${apart('{server}')} x`)
    expect(isolated('{count, plural, one {{names} a} other {b {names}}}')).toBe(
      `{count, plural, one {${apart('{names}')} a} other {b ${apart('{names}')}}}`,
    )
    expect(isolated('<link>{title}</link>')).toBe(`<link>${apart('{title}')}</link>`)
  })

  it('leaves what a machine reads as it is: a mark behind an address would become a part of it', () => {
    for (const name of ['url', 'address', 'code']) expect(isolated(`x {${name}}`)).toBe(`x {${name}}`)
  })

  it('takes a choice for no name', () => {
    expect(isolated('{is, select, down {down} other {up}}')).toBe('{is, select, down {down} other {up}}')
  })
})

it('a name of a host stays whole in a sentence, and a list of them in the order of the sentence', () => {
  const words = wordsIn('ar')
  const banner = { label: 'web07', state: 'fine', isOurDoing: false, care: 'known' } as const
  expect(serverSentence(words, banner)).toContain(apart('web07'))
  expect(listInWords(words, ['web07', 'web08'])).toBe(`${apart('web07')} و${apart('web08')}`)
  expect(listInWords(wordsIn('de'), ['web07', 'web08'])).toBe('web07 und web08')
})
