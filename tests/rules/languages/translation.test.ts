import { describe, expect, it } from 'vitest'
import { titleFacts } from '#lib/rules/incidents/title.ts'
import { keptWords, retitled, spokenIn, writtenPart } from '#lib/rules/languages/translation.ts'

describe('a text of staff', () => {
  const text = { text: 'Over.', language: 'en', translations: { de: 'Vorbei.' } } as const

  it.each([
    ['en', 'Over.', null],
    ['de', 'Vorbei.', null],
    ['fr', 'Over.', 'en'],
  ] as const)('for a reader of %s is "%s", marked as %s', (reader, said, language) => {
    expect(spokenIn(reader, text)).toEqual({ text: said, language })
  })
})

it('a part of a post has the languages in which that part is written', () => {
  const post = { language: 'en', translations: { de: { title: 'A' }, fr: { body: 'B' } } } as const
  expect(writtenPart('title', 'T', post)).toEqual({ text: 'T', language: 'en', translations: { de: 'A' } })
  expect(writtenPart('summary', null, post)).toBeNull()
})

describe('what staff typed in other languages', () => {
  it('is kept without what is empty, and without the language of the whole', () => {
    const translations = { de: { body: ' Gut. ', title: '' }, fr: { body: ' ' }, en: { body: 'x' } }
    expect(keptWords({ language: 'en', translations }, 'de')).toEqual({
      language: 'en',
      translations: { de: { body: 'Gut.' } },
    })
  })

  it('is in the language of the site where it does not say', () => {
    expect(keptWords({}, 'de')).toEqual({ language: 'de', translations: {} })
  })
})

describe('a post with another title', () => {
  const before = {
    title: 'A',
    summary: 'Words',
    language: 'en',
    translations: { de: { title: 'A auf Deutsch', summary: 'Wörter' }, fr: { title: 'A en français' } },
  } as const

  it('keeps its summary in all languages, and loses titles that were not given anew', () => {
    const said = { title: 'B', language: 'en', translations: { fr: { title: 'B en français' } } } as const
    expect(retitled(before, said)).toEqual({
      title: 'B',
      summary: 'Words',
      language: 'en',
      translations: { de: { summary: 'Wörter' }, fr: { title: 'B en français' } },
    })
  })

  it('in another language keeps its summary in both', () => {
    expect(retitled(before, { title: 'B', language: 'de', translations: {} })).toEqual({
      title: 'B',
      summary: 'Wörter',
      language: 'de',
      translations: { en: { summary: 'Words' } },
    })
  })
})

it('the facts of a title are small, however many servers it is about', () => {
  const affected = Array.from({ length: 10_000 }, (_, i) => ({
    serverId: `s${i}`,
    impact: 'major_outage' as const,
    isIntermittent: false,
    endedAt: null,
  }))
  const incident = {
    visibility: 'published',
    cause: 'outage',
    groupId: null,
    resolvedAt: null,
    affected,
  } as const
  const facts = titleFacts(incident, new Map(), new Map())
  expect(facts).toMatchObject({ count: 10_000, servers: ['s0', 's1', 's10'] })
  expect(JSON.stringify(facts).length).toBeLessThan(300)
})
