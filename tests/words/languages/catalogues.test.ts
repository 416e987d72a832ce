import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { deskLanguages, type Language, languageCodes } from '#lib/rules/languages/language.ts'
import { englishOf, faultsOf, readFilled } from './look-at-catalogue.ts'

const isOther = (language: Language) => language !== 'en'
const others = languageCodes.filter(isOther)

/** What is missing, what nobody says, and what is wrong with the rest, by its key. */
function faultsIn(language: Language, file: 'readers' | 'staff'): string[] {
  const english = englishOf(file)
  const own = readFilled(language, file)
  const missing = [...english.keys()].filter(key => !own.has(key))
  return [
    ...missing.map(key => `${key} is missing`),
    ...[...own].flatMap(([key, message]) => {
      const theirs = english.get(key)
      if (theirs === undefined) return [`${key} is said by nobody`]
      return faultsOf(language, key, theirs, message).map(fault => `${key} ${fault}`)
    }),
  ]
}

test.each(others)(
  '%s says all that readers read, with every name, count and choice, and no English',
  language => {
    expect(faultsIn(language, 'readers')).toEqual([])
  },
)

test.each(deskLanguages.filter(isOther))('%s says all that staff read', language => {
  expect(faultsIn(language, 'staff')).toEqual([])
})

test.each(others)('%s has a sheet that says first whether a native speaker has read it', language => {
  const [first = ''] = readFileSync(`lib/words/languages/${language}/style.md`, 'utf8').split('\n')
  expect(first).toMatch(/^Checked by a native speaker: \S/)
})
