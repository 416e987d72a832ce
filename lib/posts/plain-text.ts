import type { Definition, List, ListItem, Nodes, Parents, Root } from 'mdast'
import { type IndicatorType, indicatorWords } from './elements.ts'
import { blankFrontmatter } from './front-block.ts'
import { numberPoints } from './points.ts'
import { readPostText, type TextMode } from './text.ts'
import { isElement, type MdxElement, propsOf, walk } from './tree.ts'

/** How a text is said in plain: its links' addresses by name, and for a short text what was typed. */
type TextRules = { addresses: ReadonlyMap<string, string>; typed: string | null }

/**
 * A post, or with mode "light" a short text, for plain mails and messages: points keep their numbers, links show their
 * address, and what is struck through is marked, because "~~22:00~~ 23:00" must not become two times. A short text
 * keeps its lines, and the signs of its lists, as they were typed. A text that does not pass the check comes back as
 * it was typed.
 */
export function plainText(source: string, mode: TextMode = 'full'): string {
  const body = mode === 'full' ? blankFrontmatter(source) : source.replace(/\r\n?/g, '\n')
  const read = readPostText(body, mode)
  if ('problems' in read) return body.trim()
  numberPoints(read.tree)
  return blocks(read.tree, { addresses: addressesOf(read.tree), typed: mode === 'light' ? body : null })
}

/** The numbered points of a post in plain, by their numbers; none where the post does not pass the check. */
export function plainPoints(source: string): Map<number, string> {
  const points = new Map<number, string>()
  const read = readPostText(blankFrontmatter(source), 'full')
  if ('problems' in read) return points
  numberPoints(read.tree)
  const rules = { addresses: addressesOf(read.tree), typed: null }
  walk(read.tree, node => {
    if (isElement(node) && node.name === 'Point')
      points.set(Number(propsOf(node).number), blocks(node, rules))
  })
  return points
}

function addressesOf(tree: Root): Map<string, string> {
  const definitions: Definition[] = []
  walk(tree, node => {
    if (node.type === 'definition') definitions.push(node)
  })
  return new Map(definitions.map(each => [each.identifier, each.url]))
}

function blocks(parent: Parents, rules: TextRules): string {
  const texts = parent.children.map(child => block(child, rules)).filter(text => text !== '')
  return texts.join(parent.type === 'listItem' && !parent.spread ? '\n' : '\n\n')
}

function block(node: Nodes, rules: TextRules): string {
  if (isElement(node)) return elementBlock(node, rules)
  switch (node.type) {
    case 'paragraph':
      return inline(node, rules)
    case 'heading':
      return inline(node, rules).toUpperCase()
    case 'list':
      return listText(node, rules)
    case 'blockquote':
      return prefix(blocks(node, rules), '> ', '> ')
    case 'code':
      return prefix(node.value, '    ', '    ')
    case 'table':
      return node.children.map(row => row.children.map(cell => inline(cell, rules)).join(' | ')).join('\n')
    case 'thematicBreak':
      return '* * *'
    default:
      return ''
  }
}

function elementBlock(node: MdxElement, rules: TextRules): string {
  const content = blocks(node, rules)
  const prop = propsOf(node)
  switch (node.name) {
    case 'Point':
      return prefix(content, `${prop.number}. `, '   ')
    case 'Callout':
      return `${(prop.tone ?? '').toUpperCase()}: ${prop.title ? `${prop.title}\n` : ''}${content}`
    case 'Indicator':
      return [`${indicatorWords[prop.type as IndicatorType]}: ${prop.value}`, content]
        .filter(Boolean)
        .join('\n')
    case 'ServerChip':
    case 'Timestamp':
      return inline(node, rules)
    default:
      return content
  }
}

function listText(list: List, rules: TextRules): string {
  const first = list.start ?? 1
  const items = list.children.map((item, index) => {
    const typed = typedMark(item, rules)
    const mark = list.ordered ? `${first + index}${typed?.endsWith(')') ? ')' : '.'} ` : `${typed ?? '-'} `
    return prefix(blocks(item, rules), mark, ' '.repeat(mark.length))
  })
  return items.join(list.spread ? '\n\n' : '\n')
}

function typedMark(item: ListItem, { typed }: TextRules): string | null {
  return (typed && /^(?:[-*+]|\d+[.)])/.exec(typed.slice(item.position?.start.offset))?.[0]) || null
}

function inline(node: Nodes, rules: TextRules): string {
  const words = 'children' in node ? node.children.map(child => inline(child, rules)).join('') : ''
  if (isElement(node)) {
    const prop = propsOf(node)
    return node.name === 'Timestamp' ? words || utcText(prop.at ?? '') : (prop.hostname ?? words)
  }
  switch (node.type) {
    case 'text':
      return node.value.replace(/[ \t]*\n[ \t]*/g, rules.typed === null ? ' ' : '\n')
    case 'inlineCode':
      return node.value
    case 'delete':
      return `(was ${words})`
    case 'break':
      return '\n'
    case 'image':
      return node.alt ?? ''
    case 'link':
      return withAddress(words, node.url)
    case 'linkReference':
      return withAddress(words, rules.addresses.get(node.identifier) ?? '')
    default:
      return words
  }
}

function withAddress(words: string, address: string): string {
  const isBare = address.replace(/^(?:mailto:|https?:\/\/)/, '') === words
  const isShown = address === '' || address.startsWith('#') || address === words || isBare
  return isShown ? words : `${words} (${address})`
}

/** "2013-02-19 09:00 UTC" */
export function utcText(at: string): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

function prefix(text: string, first: string, rest: string): string {
  return text
    .split('\n')
    .map((line, index) => (index === 0 ? first : rest) + line)
    .map(line => line.trimEnd())
    .join('\n')
}
