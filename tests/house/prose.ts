import { globSync, readFileSync } from 'node:fs'
import { parseAst } from 'vitest/node'

/** A text of the code that reads as words for people. In a template a value is "{}". */
export type Found = { file: string; line: number; text: string }

type Node = { type: string; start: number } & Record<string, unknown>

/** What is no text that anybody reads: classes, styles, numbers, names. */
const silentAttributes = [
  'className',
  'style',
  'content',
  'name',
  'type',
  'rel',
  'id',
  'href',
  'd',
  'viewBox',
]
/** What is read out or shown, also when it is a single word. */
const spokenAttributes = ['label', 'title', 'hint', 'alt', 'placeholder', 'aria-label', 'legend', 'summary']

/** The files below these folders, without those for which isLeftOut. */
export function filesIn(folders: readonly string[], isLeftOut: (file: string) => boolean): string[] {
  const patterns = folders.map(folder => `${folder}/**/*.{ts,tsx}`)
  return globSync(patterns)
    .filter(file => !isLeftOut(file))
    .sort()
}

/** prose: two words in a row, or a word and a value that begin a sentence. phrases: also a word beside anything, and a label. */
export type Measure = 'prose' | 'phrases'

export function proseIn(file: string, measure: Measure): Found[] {
  return proseOf(readFileSync(file, 'utf8'), file, measure)
}

/** All texts of a source that read as words: not its logs, what it throws, or what only programs read. */
export function proseOf(source: string, file: string, measure: Measure): Found[] {
  const tree = parseAst(source, { lang: file.endsWith('x') ? 'tsx' : 'ts' }) as unknown as Node
  const found: Found[] = []
  walk(tree, false, (node, text, isSpoken) => {
    const isWords = measure === 'prose' ? isProse(text) : isPhrase(text)
    if (!isWords && !(isSpoken && /\p{L}{2}/u.test(text))) return
    const line = source.slice(0, node.start).split('\n').length
    found.push({ file, line, text: text.replace(/\s+/g, ' ').trim() })
  })
  return found
}

type Add = (node: Node, text: string, isSpoken: boolean) => void

/** isSpoken: a single word counts, too. */
function walk(node: Node, isSpoken: boolean, add: Add): void {
  if (isSilent(node)) return
  const text = textOf(node)
  if (text !== null) add(node, text, isSpoken || node.type === 'JSXText')
  const isOfAttribute = node.type === 'JSXAttribute' && spokenAttributes.includes(attributeOf(node))
  const isValue = isSpoken && node.type !== 'JSXElement' && node.type !== 'CallExpression'
  for (const [name, value] of Object.entries(node)) {
    if (name === 'key' && node.computed !== true) continue
    for (const child of [value].flat()) if (isNode(child)) walk(child, isOfAttribute || isValue, add)
  }
}

function textOf(node: Node): string | null {
  if (node.type === 'Literal') return typeof node.value === 'string' ? node.value : null
  if (node.type === 'JSXText') return String(node.value)
  if (node.type !== 'TemplateLiteral') return null
  return (node.quasis as { value: { cooked: string } }[]).map(part => part.value.cooked).join('{}')
}

function isSilent(node: Node): boolean {
  switch (node.type) {
    case 'ImportDeclaration':
    case 'TSLiteralType':
    case 'ThrowStatement':
      return true
    case 'JSXAttribute':
      return silentAttributes.includes(attributeOf(node))
    case 'NewExpression':
      return /Error$/.test(nameOf(node.callee as Node))
    case 'CallExpression': {
      const { object } = node.callee as { object?: Node }
      return object !== undefined && /^(console|log|logger)$/.test(nameOf(object))
    }
    default:
      return false
  }
}

/** Classes and styles have hyphens, signs and figures, so no two plain words stand in a row there. */
function isProse(text: string): boolean {
  const tokens = tokensOf(text)
  const isBeginning = (i: number) =>
    /^["“]?\p{Lu}\p{Ll}/u.test(tokens[i] ?? '') && tokens[i + 1]?.startsWith('{}') === true
  const plain = tokens.filter(token => !/^\{\}\P{L}*$/u.test(token))
  return (
    plain.some((token, i) => isWord(token) && isWord(plain[i + 1] ?? '')) ||
    tokens.some((token, i) => isWord(token) && isBeginning(i))
  )
}

function isPhrase(text: string): boolean {
  const tokens = tokensOf(text)
  return tokens.length > 1 ? tokens.some(isWord) : /^\p{Lu}\p{Ll}+[.:!?]?$/u.test(text)
}

function tokensOf(text: string): string[] {
  return text.replace(/<[^>]*>/g, ' ').split(/\s+/)
}

function isWord(token: string): boolean {
  return /^["“‘(]?\p{L}+(['’]\p{L}+)?[.,:;!?…”’")]*$/u.test(token)
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value
}

function nameOf(node: Node): string {
  return String(node.name ?? '')
}

function attributeOf(node: Node): string {
  return nameOf(node.name as Node)
}
