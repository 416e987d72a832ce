import { existsSync } from 'node:fs'
import { expect, test } from 'vitest'
import { deskLanguages, languageCodes } from '#lib/rules/languages/language.ts'
import { englishOf, faultsOf, readFilled } from './look-at-catalogue.ts'

const others = languageCodes.filter(language => language !== 'en')

test.each(others)(
  '%s says all that readers read, with every name, count and choice, and no English',
  language => {
    const english = englishOf('readers')
    const own = readFilled(language, 'readers')
    expect(
      [...english.keys()].filter(key => !own.has(key)),
      'missing',
    ).toEqual([])
    expect(
      [...own.keys()].filter(key => !english.has(key)),
      'said by nobody',
    ).toEqual([])
    const faults = [...own].flatMap(([key, message]) =>
      faultsOf(language, key, english.get(key) ?? '', message).map(fault => `${key} ${fault}`),
    )
    expect(faults).toEqual([])
  },
)

test.each(deskLanguages.filter(language => language !== 'en'))('%s says all that staff read', language => {
  const english = englishOf('staff')
  const own = readFilled(language, 'staff')
  expect(
    [...english.keys()].filter(key => !own.has(key)),
    'missing',
  ).toEqual([])
  expect(
    [...own.keys()].filter(key => !english.has(key)),
    'said by nobody',
  ).toEqual([])
  const faults = [...own].flatMap(([key, message]) =>
    faultsOf(language, key, english.get(key) ?? '', message).map(fault => `${key} ${fault}`),
  )
  expect(faults).toEqual([])
})

test.each(others)(
  '%s has a sheet that says how it is written, and whether a native speaker has read it',
  language => {
    expect(existsSync(`lib/words/languages/${language}/style.md`)).toBe(true)
  },
)
