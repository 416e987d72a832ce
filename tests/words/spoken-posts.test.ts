import { describe, expect, it } from 'vitest'
import type { TitleFacts } from '#lib/rules/incidents/title.ts'
import type { TitledPost } from '#lib/rules/languages/translation.ts'
import { languageName } from '#lib/words/languages/name.ts'
import { spokenText, spokenTitle, titleIn } from '#lib/words/spoken-posts.ts'
import { wordsIn } from '#lib/words/words.ts'

const words = wordsIn('en')
const facts: TitleFacts = {
  is: 'trouble',
  servers: ['web07'],
  count: 1,
  group: null,
  impact: 'major_outage',
  condition: 'down',
  isOver: false,
}
const own: TitledPost = { title: 'web07 is down', titleFacts: facts, language: 'en', translations: {} }
const staffs = {
  title: 'Strom weg',
  titleFacts: null,
  language: 'de',
  translations: { en: { title: 'No power' } },
} as const

describe('the title of a post', () => {
  it('that is Allclear’s own is worded for its reader, whatever is stored', () => {
    expect(spokenTitle(words, 'en', { ...own, title: 'stored' })).toEqual({
      text: 'web07 is down',
      language: null,
    })
  })

  it('that staff wrote is translated, or as it was written with its language', () => {
    expect(spokenTitle(words, 'en', staffs)).toEqual({ text: 'No power', language: null })
    expect(spokenTitle(words, 'en', { ...staffs, translations: {} })).toEqual({
      text: 'Strom weg',
      language: 'de',
    })
    expect(titleIn(words, staffs)).toBe('No power')
  })
})

it('an entry is what staff wrote in the reader’s language, or what Allclear noted', () => {
  const body = { text: 'Vorbei.', language: 'de', translations: { en: 'Over.' } } as const
  expect(spokenText(words, 'en', { body, facts: null })).toEqual({ text: 'Over.', language: null })
  expect(spokenText(words, 'fr', { body, facts: null })).toEqual({ text: 'Vorbei.', language: 'de' })
  expect(spokenText(words, 'en', { body: null, facts: { is: 'over', servers: [], more: 0 } })).toEqual({
    text: 'All clear. This incident is over.',
    language: null,
  })
})

it('a language is called as its reader calls it', () => {
  expect(languageName('de', 'en')).toBe('Englisch')
  expect(languageName('en', 'zh')).toMatch(/Chinese/)
})
