import { describe, expect, it } from 'vitest'
import { type Language, languageCodes, languages } from '#lib/rules/languages/language.ts'
import { wordsIn } from '#lib/words/words.ts'
import { entries, headlines, inEach, type Saying, serverBanners, titles } from './board-aloud.ts'
import { mails } from './mails-aloud.ts'

const sections: readonly [title: string, sayings: readonly Saying[]][] = [
  ['The headline of the board', headlines().map(inEach)],
  ['Titles of incidents', titles().map(inEach)],
  ['One server, and what we do about it', serverBanners().map(inEach)],
  ['Entries of a timeline', entries().map(inEach)],
  ['Notices by mail', mails().map(inEach)],
]

const english = wordsIn('en')
const others = languageCodes.filter(language => language !== 'en')

/** What is said, with times for their marks, and without those that set names apart in sentences from right to left. */
function plain(said: string): string {
  return said.replace(/[\u2066-\u2069]/g, '').replace(/<Timestamp at="[^"]*T(\d\d:\d\d)[^>]*>/g, '$1')
}

function row(saying: Saying, language: Language): string {
  const cell = (said: string) => plain(said).replaceAll('\n', ' ').replace(/ +/g, ' ').replaceAll('|', '\\|')
  return `| ${cell(saying(english))} | ${cell(saying(wordsIn(language)))} |`
}

function sheet(language: Language): string {
  const parts = sections.map(([title, sayings]) => {
    const rows = new Set(sayings.map(saying => row(saying, language)))
    return `## ${title}\n\n| English | ${languages[language].name} |\n| --- | --- |\n${[...rows].join('\n')}\n`
  })
  return `# ${languages[language].name}, read aloud\n\nWhat the catalogue makes of facts, beside the English of the same facts.\n\n${parts.join('\n')}`
}

/** What no sentence of any language has in it, whatever it says. */
const broken: readonly [what: string, pattern: RegExp][] = [
  ['a value that is not there', /\b(?:undefined|null|NaN)\b|\[object/],
  ['braces', /[{}]|, (?:plural|select)/],
  ['two ends', /(?<!\.)\.\.(?!\.)|。。|۔۔|।।|[,،、;:][.。،,]|[.。][,،、]/],
  ['two joints', /[,،、，·;] ?[,،、，·;]/],
  ['a gap', / {2}|\u00a0 | \u00a0/],
  ['a blank before its end', / [.,。、،](?!\w)/],
  ['a blank at an edge', /^\s|\s$/],
  ['a word twice', /(?<![\p{L}\p{N}])(\p{L}{2,}) \1(?![\p{L}\p{N}])/iu],
]

/** What looks broken and is usual in a language: two words that are the same, a short form with its dot. */
const usual: Partial<Record<Language, RegExp>> = {
  fr: /\bnous nous\b/gi,
  ro: /\bdvs\./g,
  tr: /zaman zaman/gi,
}

function faultsOf(language: Language, said: string): string[] {
  if (said.trim() === '') return ['nothing']
  const looked = said.replace(usual[language] ?? /$^/, 'x')
  return broken.filter(([, pattern]) => pattern.test(looked)).map(([what]) => what)
}

describe.each(others)('%s', language => {
  it('says all facts in whole sentences', () => {
    const said = sections.flatMap(([, sayings]) => sayings.map(saying => plain(saying(wordsIn(language)))))
    expect(said.flatMap(each => faultsOf(language, each).map(fault => `${fault}: ${each}`))).toEqual([])
  })

  it('reads as whoever speaks it has last read it', async () => {
    await expect(sheet(language)).toMatchFileSnapshot(`read-aloud/${language}.md`)
  })
})

it.each([
  'All 3 servers are are down.',
  'web07 is down..',
  'web07 is {condition}.',
  'web07  is down.',
  'One is down, , two are slow.',
  'web07 is down .',
  '',
])('a broken sentence is found: %s', said => {
  expect(faultsOf('de', said)).not.toEqual([])
})
