import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { type Language, languages } from '#lib/rules/languages/language.ts'
import { en } from '#lib/words/en/en.ts'
import { filled, type Messages, readCatalogue } from '#lib/words/languages/catalogue.ts'

/** What is English for everybody: what only programs and those who write them read. */
const forPrograms = ['alerts', 'api', 'customers', 'discovery', 'entries', 'statuspage']
/** What only staff read. */
const forStaff = [
  'desk',
  'devices',
  'doctor',
  'imports',
  'policy',
  'record',
  'reminders',
  'reviews',
  'sending',
  'sources',
]

/** The rooms of the English catalogue, by who reads them. */
export const rooms = {
  staff: [...forStaff, ...Object.keys(en).filter(noun => noun.startsWith('desk'))],
  readers: Object.keys(en).filter(
    noun =>
      noun !== 'language' &&
      !forPrograms.includes(noun) &&
      !forStaff.includes(noun) &&
      !noun.startsWith('desk'),
  ),
}

/** Every message with its key, in their order. */
export function messagesOf(
  messages: Messages,
  path: readonly string[] = [],
): [key: string, message: string][] {
  return Object.entries(messages).flatMap(([name, value]) =>
    typeof value === 'string'
      ? [[[...path, name].join('.'), value] as [string, string]]
      : messagesOf(value, [...path, name]),
  )
}

export function englishOf(file: 'readers' | 'staff'): Map<string, string> {
  const nouns = new Set(rooms[file])
  return new Map(messagesOf(Object.fromEntries(Object.entries(en).filter(([noun]) => nouns.has(noun)))))
}

/** A catalogue with its fragments filled in. Throws where it is not there or not JSON. */
export function readFilled(language: Language, file: 'readers' | 'staff'): Map<string, string> {
  const { fragments: shared = {} } = readCatalogue(language, 'readers')
  const { fragments = {}, ...messages } = readCatalogue(language, file)
  const all = { ...(shared as Messages), ...(fragments as Messages) }
  return new Map(messagesOf(messages).map(([key, message]) => [key, filled(message, all)]))
}

type Parts = {
  /** Names that a sentence puts in as they are. */
  names: Set<string>
  /** What a sentence depends on: the choices of each selector. */
  choices: Map<string, Set<string>>
  /** The categories of each count. */
  counts: Map<string, Set<string>[]>
  tags: Set<string>
  /** The words between all these. */
  text: string
}

function lookInto(elements: readonly MessageFormatElement[], parts: Parts): Parts {
  for (const element of elements) {
    switch (element.type) {
      case TYPE.literal:
        parts.text += `${element.value} `
        break
      case TYPE.argument:
      case TYPE.number:
        parts.names.add(element.value)
        break
      case TYPE.tag:
        parts.tags.add(element.value)
        lookInto(element.children, parts)
        break
      case TYPE.select:
      case TYPE.plural: {
        const options = new Set(Object.keys(element.options))
        if (element.type === TYPE.plural)
          parts.counts.set(element.value, [...(parts.counts.get(element.value) ?? []), options])
        else
          parts.choices.set(element.value, new Set([...(parts.choices.get(element.value) ?? []), ...options]))
        for (const { value } of Object.values(element.options)) lookInto(value, parts)
        break
      }
    }
  }
  return parts
}

function partsOf(message: string): Parts {
  return lookInto(parse(message), {
    names: new Set(),
    choices: new Map(),
    counts: new Map(),
    tags: new Set(),
    text: '',
  })
}

/** What makes a sentence English, and stands in no other language's. */
const englishWords =
  /(?<![\p{L}_-])(the|you|your|we|this|which|with|from|have|has|been|are|there|not|they|who|what|when)(?![\p{L}-])/giu

/** Words of other languages that look like these. */
const ownWords: Partial<Record<Language, readonly string[]>> = { nl: ['we'], ro: ['are'] }

/** Names of things, and single words, may be the same in every language. */
const isName = (text: string) =>
  !/(^|\s)\p{Ll}{2,}.*\s.*\p{Ll}{2,}/u.test(text) && !/\p{L}.*\s\p{Ll}{2,}/u.test(text)

/** Sentences that are the same in both languages. */
const same: Partial<Record<Language, readonly string[]>> = { nl: ['servers.inGroup'], fr: ['time.minutes'] }

/** Where there is little room, and how many letters it has. Languages with wide letters have half of it. */
const places: readonly (readonly [place: RegExp, letters: number])[] = [
  [/^documents\.badge\.(?!whole|some|incidents)/, 22],
  [/^servers\.badge\./, 24],
  [/^servers\.condition\./, 26],
  [/^posts\.(look|kind|phase|kindInList|phaseInList)\./, 30],
  [/^site\.(board|history|notices|navigation)$/, 24],
]

/** Languages that count by more than two forms say each of them. */
const manyForms: readonly Language[] = ['pl', 'cs', 'uk', 'ro', 'ar']

const wide: readonly Language[] = ['ja', 'ko', 'zh']

/** What is wrong with a message in another language, beside the English one of the same key. */
export function faultsOf(language: Language, key: string, english: string, message: string): string[] {
  let own: Parts
  try {
    own = partsOf(message)
  } catch (error) {
    return [`is no ICU message: ${(error as Error).message}`]
  }
  const theirs = partsOf(english)
  const known = new Set([...theirs.names, ...theirs.choices.keys(), ...theirs.counts.keys()])
  const used = new Set([...own.names, ...own.choices.keys(), ...own.counts.keys()])
  // A count that English writes as "one" or "both" may be written as such here, too.
  const lacks = [...theirs.names].filter(name => !used.has(name))
  const invents = [...used].filter(name => !known.has(name))
  return [
    ...lacks.map(name => `says nothing of {${name}}`),
    ...invents.map(name => `asks for {${name}}, which nobody gives`),
    ...[...theirs.tags].filter(tag => !own.tags.has(tag)).map(tag => `has no <${tag}>`),
    ...[...own.tags].filter(tag => !theirs.tags.has(tag)).map(tag => `has a <${tag}>, which nobody gives`),
    ...choiceFaults(own, theirs),
    ...countFaults(language, own),
    ...edgeFaults(english, message),
    ...(same[language]?.includes(key) ? [] : textFaults(language, own.text, theirs.text)),
    ...lengthFaults(language, key, own.text, theirs.text),
  ]
}

function choiceFaults(own: Parts, theirs: Parts): string[] {
  return [...own.choices].flatMap(([name, options]) => {
    const choices = theirs.choices.get(name)
    if (!choices) return [`chooses by {${name}}, of which it is not known what it may be`]
    const missing = [...choices].filter(choice => !options.has(choice))
    const more = [...options].filter(choice => !choices.has(choice))
    return [
      ...missing.map(choice => `has no words for {${name}} ${choice}`),
      ...more.map(choice => `has words for {${name}} ${choice}, which it never is`),
    ]
  })
}

function countFaults(language: Language, own: Parts): string[] {
  if (own.counts.size === 0) return []
  const needed = [...numbersOf(language)]
  return [...own.counts].flatMap(([name, all]) =>
    all.flatMap(options =>
      needed
        .filter(([category, numbers]) => !options.has(category) && !coversAll(numbers, options))
        .map(([category]) => `has no form for {${name}} ${category}`),
    ),
  )
}

const numbersByLanguage = new Map<Language, Map<string, number[]>>()

/** Which numbers are of which category. Kept, since thousands of sentences ask. */
function numbersOf(language: Language): Map<string, number[]> {
  const known = numbersByLanguage.get(language)
  if (known) return known
  const rules = new Intl.PluralRules(languages[language].tag)
  const numbers = Array.from({ length: 201 }, (_, count) => count)
  const made = Map.groupBy(numbers, count => rules.select(count))
  numbersByLanguage.set(language, made)
  return made
}

/** Whether every number of a category has a form of its own: "=1" where only 1 is "one". */
function coversAll(numbers: readonly number[], options: ReadonlySet<string>): boolean {
  return numbers.every(count => options.has(`=${count}`))
}

function edgeFaults(english: string, message: string): string[] {
  const edges = (text: string) => [/^\s/.test(text), /\s$/.test(text)].join()
  return edges(english) === edges(message) ? [] : ['begins or ends with a blank, to be glued to something']
}

function textFaults(language: Language, text: string, english: string): string[] {
  if (!/\p{L}/u.test(english) || isName(english)) return []
  const found = text.match(englishWords)?.find(word => !ownWords[language]?.includes(word.toLowerCase()))
  return [
    ...(text.trim() === english.trim() ? ['is the English one'] : []),
    ...(found ? [`has the English word "${found}" in it`] : []),
  ]
}

function lengthFaults(language: Language, key: string, text: string, english: string): string[] {
  const scale = wide.includes(language) ? 0.5 : 1
  const most = places.find(([place]) => place.test(key))?.[1]
  const longest =
    most === undefined
      ? english.length * (manyForms.includes(language) ? 2.4 : 1.9) + 40
      : Math.max(most * scale, english.length * scale)
  return text.trim().length <= longest
    ? []
    : [`is ${text.trim().length} letters long, and there is room for ${Math.floor(longest)}`]
}
