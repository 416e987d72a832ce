import { expect, it } from 'vitest'
import { wordsIn } from '#lib/words/words.ts'

it.each([
  ['sources.offers.named', 'From now on, alerts of <a>Icinga</a> named “EximFrozen” …'],
  ['sources.offers.saying', 'From now on, alerts of <a>Icinga</a> that say “EximFrozen” …'],
] as const)('%s names the source as a link', (key, sentence) => {
  const values = { name: 'Icinga', text: 'EximFrozen', source: (name: string) => `<a>${name}</a>` }
  expect(wordsIn('en').markup(key, values)).toBe(sentence)
})
