import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { type Language, languages } from '#lib/rules/languages/language.ts'

/** Messages in the ICU form, by the names of their keys. */
export type Messages = { readonly [name: string]: string | Messages }

const folder = join(/* turbopackIgnore: true */ process.cwd(), 'lib', 'words', 'languages')

/** readers.json is what readers of the site read; the files in staff/, where the desk is written in a language, what staff do. */
export type CatalogueFile = 'readers' | 'staff'

/** Reads a catalogue as its files have it: nothing for staff where the desk is not written in a language. */
export function readCatalogue(language: Language, file: CatalogueFile): Messages {
  const own = join(folder, language)
  if (file === 'readers') return readMessages(join(own, 'readers.json'))
  const staff = join(own, 'staff')
  const names = existsSync(staff) ? readdirSync(staff).filter(name => name.endsWith('.json')) : []
  return Object.assign({}, ...names.map(name => readMessages(join(staff, name))))
}

function readMessages(path: string): Messages {
  return JSON.parse(readFileSync(path, 'utf8'))
}

/**
 * The messages of a language, with its fragments filled in, and with names apart from the sentence around them where it is
 * written from right to left.
 */
export function messagesIn(language: Language): Messages {
  const { fragments = {}, ...readers } = readCatalogue(language, 'readers')
  const { fragments: staffFragments = {}, ...staff } = readCatalogue(language, 'staff')
  const all = { ...(fragments as Messages), ...(staffFragments as Messages) }
  const isolate = languages[language].dir === 'rtl' ? isolated : (message: string) => message
  return eachMessage({ ...readers, ...staff }, message => isolate(filled(message, all)))
}

/** Fills in what several messages of a language share: "{@inCondition}" is the fragment of that name. */
export function filled(message: string, fragments: Messages): string {
  return message.replace(/\{@(\w+)\}/g, (_, name: string) => {
    const fragment = fragments[name]
    if (typeof fragment !== 'string') throw new Error(`There is no fragment "${name}" for: ${message}`)
    return filled(fragment, fragments)
  })
}

function eachMessage(messages: Messages, change: (message: string) => string): Messages {
  return Object.fromEntries(
    Object.entries(messages).map(([name, value]) => [
      name,
      typeof value === 'string' ? change(value) : eachMessage(value, change),
    ]),
  )
}

/** What has to stay as it is for the machine that reads it: a mark behind an address would become a part of it. */
const forMachines = new Set(['url', 'address', 'code'])
const [firstStrong, end] = ['\u2068', '\u2069']

/** Sets each name in a message apart, so that its letters keep their direction and do not turn the words around them. */
export function isolated(message: string): string {
  const places = argumentsOf(parse(message, { captureLocation: true }))
    .filter(({ value }) => !forMachines.has(value))
    .map(({ location }) => [location?.start.offset ?? 0, location?.end.offset ?? 0] as const)
    .sort(([a], [b]) => b - a)
  return places.reduce(
    (text, [from, to]) => text.slice(0, from) + firstStrong + text.slice(from, to) + end + text.slice(to),
    message,
  )
}

function argumentsOf(
  elements: readonly MessageFormatElement[],
): Extract<MessageFormatElement, { type: TYPE.argument }>[] {
  return elements.flatMap(element => {
    switch (element.type) {
      case TYPE.argument:
        return [element]
      case TYPE.plural:
      case TYPE.select:
        return Object.values(element.options).flatMap(({ value }) => argumentsOf(value))
      case TYPE.tag:
        return argumentsOf(element.children)
      default:
        return []
    }
  })
}
