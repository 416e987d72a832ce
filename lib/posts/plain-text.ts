import type { Definition, List, Nodes, Parents } from 'mdast'
import { type IndicatorType, indicatorWords } from './elements.ts'
import { blankFrontmatter } from './front-block.ts'
import { numberPoints } from './points.ts'
import { readText } from './text.ts'
import { isElement, type MdxElement, walk } from './tree.ts'

type Addresses = ReadonlyMap<string, string>

/**
 * A post or short text for plain mails and feeds: points keep their numbers, links show their address.
 * A text that does not pass the check comes back as it was typed.
 */
export function plainText(source: string): string {
  const body = blankFrontmatter(source)
  const read = readText(body, 'full')
  if ('problems' in read) return body.trim()
  numberPoints(read.tree)
  const definitions: Definition[] = []
  walk(read.tree, node => {
    if (node.type === 'definition') definitions.push(node)
  })
  return blocks(read.tree, new Map(definitions.map(each => [each.identifier, each.url])))
}

function blocks(parent: Parents, addresses: Addresses): string {
  const texts = parent.children.map(child => block(child, addresses)).filter(text => text !== '')
  return texts.join(parent.type === 'listItem' && !parent.spread ? '\n' : '\n\n')
}

function block(node: Nodes, addresses: Addresses): string {
  if (isElement(node)) return elementBlock(node, addresses)
  switch (node.type) {
    case 'paragraph':
      return inline(node, addresses)
    case 'heading':
      return inline(node, addresses).toUpperCase()
    case 'list':
      return listText(node, addresses)
    case 'blockquote':
      return prefix(blocks(node, addresses), '> ', '> ')
    case 'code':
      return prefix(node.value, '    ', '    ')
    case 'table':
      return node.children
        .map(row => row.children.map(cell => inline(cell, addresses)).join(' | '))
        .join('\n')
    case 'thematicBreak':
      return '* * *'
    default:
      return ''
  }
}

function elementBlock(node: MdxElement, addresses: Addresses): string {
  const content = blocks(node, addresses)
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
      return inline(node, addresses)
    default:
      return content
  }
}

function listText(list: List, addresses: Addresses): string {
  const first = list.start ?? 1
  const items = list.children.map((item, index) => {
    const mark = list.ordered ? `${first + index}. ` : '- '
    return prefix(blocks(item, addresses), mark, ' '.repeat(mark.length))
  })
  return items.join(list.spread ? '\n\n' : '\n')
}

function inline(node: Nodes, addresses: Addresses): string {
  const words = 'children' in node ? node.children.map(child => inline(child, addresses)).join('') : ''
  if (isElement(node)) {
    const prop = propsOf(node)
    return node.name === 'Timestamp' ? words || utcText(prop.at ?? '') : (prop.hostname ?? words)
  }
  switch (node.type) {
    case 'text':
      return node.value.replace(/\s*\n\s*/g, ' ')
    case 'inlineCode':
      return node.value
    case 'break':
      return '\n'
    case 'image':
      return node.alt ?? ''
    case 'link':
      return withAddress(words, node.url)
    case 'linkReference':
      return withAddress(words, addresses.get(node.identifier) ?? '')
    default:
      return words
  }
}

function withAddress(words: string, address: string): string {
  const isShown = address === '' || address.startsWith('#') || address.replace(/^mailto:/, '') === words
  return isShown ? words : `${words} (${address})`
}

/** "2013-02-19 09:00 UTC" */
function utcText(at: string): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

function propsOf(node: MdxElement): Record<string, string | undefined> {
  const pairs = node.attributes.flatMap(each =>
    each.type === 'mdxJsxAttribute' && typeof each.value === 'string' ? [[each.name, each.value]] : [],
  )
  return Object.fromEntries(pairs)
}

function prefix(text: string, first: string, rest: string): string {
  return text
    .split('\n')
    .map((line, index) => (index === 0 ? first : rest) + line)
    .map(line => line.trimEnd())
    .join('\n')
}
