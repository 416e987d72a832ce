import { mkdir, mkdtemp, readdir, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type MessageFormatElement, parse, TYPE } from '@formatjs/icu-messageformat-parser'
import { printAST } from '@formatjs/icu-messageformat-parser/printer.js'
import type { Language } from '#lib/rules/languages/language.ts'
import { en } from '#lib/words/en/en.ts'
import type { Messages } from '#lib/words/languages/catalogue.ts'
import { rooms } from '#tests/words/languages/look-at-catalogue.ts'

/** In place of which a copy of the product speaks the pseudo language: its catalogue is another there. */
export const pseudoCode = 'nb' satisfies Language

const plain = 'abcdefghijklmnopqrstuvwxyz'
const accented = 'áƀçđéƒğĥíĵķľɱñóþɋŕšŧúṽŵẋýž'
const letters = new Map(
  [...plain].flatMap((letter, at) => {
    const other = accented.normalize('NFC')[at] ?? letter
    return [
      [letter, other],
      [letter.toUpperCase(), other.toUpperCase()],
    ] as const
  }),
)

/** English of which no letter is English any more, two fifths longer. */
function pseudo(text: string): string {
  const longer = text.replace(/[aeiou]/g, vowel => vowel + vowel)
  return [...longer].map(letter => letters.get(letter) ?? letter).join('')
}

function changed(elements: readonly MessageFormatElement[]): MessageFormatElement[] {
  return elements.map(element => {
    switch (element.type) {
      case TYPE.literal:
        return { ...element, value: pseudo(element.value) }
      case TYPE.tag:
        return { ...element, children: changed(element.children) }
      case TYPE.select:
      case TYPE.plural:
        return {
          ...element,
          options: Object.fromEntries(
            Object.entries(element.options).map(([name, { value }]) => [name, { value: changed(value) }]),
          ),
        }
      default:
        return element
    }
  })
}

/** A message in brackets, with its names, tags and choices as they are. */
function pseudoMessage(message: string): string {
  return `⟦${printAST(changed(parse(message)))}⟧`
}

function pseudoMessages(messages: Messages): Messages {
  return Object.fromEntries(
    Object.entries(messages).map(([name, value]) => [
      name,
      typeof value === 'string' ? pseudoMessage(value) : pseudoMessages(value),
    ]),
  )
}

/** What readers read, in the pseudo language. */
export function pseudoCatalogue(): Messages {
  const nouns = new Set(rooms.readers)
  return pseudoMessages(Object.fromEntries(Object.entries(en).filter(([noun]) => nouns.has(noun))))
}

/** A folder that is the built tree of the product, but for one catalogue. Returns where it is. */
export async function pseudoTree(root = process.cwd()): Promise<string> {
  const tree = await mkdtemp(join(tmpdir(), 'allclear-pseudo-'))
  await linkAll(root, tree, 'lib')
  await linkAll(join(root, 'lib'), join(tree, 'lib'), 'words')
  await linkAll(join(root, 'lib/words'), join(tree, 'lib/words'), 'languages')
  await linkAll(join(root, 'lib/words/languages'), join(tree, 'lib/words/languages'), pseudoCode)
  const own = join(tree, 'lib/words/languages', pseudoCode)
  await mkdir(own, { recursive: true })
  await writeFile(join(own, 'readers.json'), JSON.stringify(pseudoCatalogue()))
  return tree
}

async function linkAll(from: string, to: string, but: string): Promise<void> {
  await mkdir(to, { recursive: true })
  for (const name of await readdir(from)) if (name !== but) await symlink(join(from, name), join(to, name))
}
