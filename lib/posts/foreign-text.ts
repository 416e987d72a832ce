import type { BlockContent, Nodes, Paragraph, Parents, PhrasingContent, RootContent } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkMdx from 'remark-mdx'
import remarkParse from 'remark-parse'
import remarkStringify from 'remark-stringify'
import { unified } from 'unified'
import { literal } from '#lib/rules/posts/markdown.ts'
import { isLinkAddress } from './address.ts'
import { checkText } from './check.ts'
import { foreignHtml } from './foreign-html.ts'
import type { TextMode } from './text.ts'

/** Reads what other products take for Markdown: raw HTML is a node, and no element of ours. */
const reader = unified().use(remarkParse).use(remarkGfm, { singleTilde: false }).freeze()
/** Writes so that our own reader finds no element and no code where there were only signs. */
const writer = unified()
  .use(remarkGfm, { singleTilde: false })
  .use(remarkMdx)
  .use(remarkStringify, { bullet: '-', rule: '-', fences: true, listItemIndent: 'one' })
  .freeze()

const mostDeep = 20

/** Marks that open one level each: for thousands of them a parser takes seconds. */
const tooDeepMarks = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))){8,}[ \t]?/gm

/**
 * The words of another product, Markdown or HTML, as a text that passes our check: elements, code, pictures and addresses that
 * we do not take are told as the words that they hold. Nothing in it is run. Empty: there is nothing to read in it.
 */
export function foreignText(source: string, mode: TextMode): string {
  const plain = foreignHtml(source).replace(tooDeepMarks, '> ')
  return passing(plain, mode) ?? passing(escaped(plain), mode) ?? ''
}

function passing(source: string, mode: TextMode): string | null {
  try {
    const tree = reader.parse(source)
    tree.children = blocks(tree.children, mode, 0) as RootContent[]
    const text = guarded(writer.stringify(tree).trim())
    return checkText(text, '', mode).length === 0 ? text : null
  } catch (error) {
    // Thousands of levels overflow the stack of a parser.
    if (error instanceof RangeError) return null
    throw error
  }
}

/** The words with no markup at all. */
function escaped(source: string): string {
  return literal(source).replace(/^([ \t]*)([-+#>=]|\d+[.)])/gm, '$1\\$2')
}

/** A paragraph that begins so is code to our reader. */
function guarded(text: string): string {
  return text.replace(/^(im|ex)(?=port\b)/gm, start => `&#${start.charCodeAt(0)};${start.slice(1)}`)
}

/** Blocks as far as a text of this mode has them; what stands too deep is told in one paragraph. */
function blocks(nodes: readonly Nodes[], mode: TextMode, depth: number): Nodes[] {
  return nodes.flatMap((node): Nodes[] => {
    if (depth > mostDeep) return paragraph([{ type: 'text', value: wordsOf(node) }])
    switch (node.type) {
      case 'paragraph':
        return paragraph(phrases(node.children))
      case 'heading':
        return mode === 'light'
          ? paragraph([{ type: 'strong', children: phrases(node.children) }])
          : heading(node.depth, phrases(node.children))
      case 'list':
        return [
          {
            ...node,
            children: node.children.map(item => ({
              ...item,
              checked: null,
              children: inner(item, mode, depth),
            })),
          },
        ]
      case 'blockquote':
        return mode === 'light'
          ? blocks(node.children, mode, depth + 1)
          : [{ ...node, children: inner(node, mode, depth) }]
      case 'code':
        return mode === 'light'
          ? paragraph(lines(node.value))
          : node.value === ''
            ? []
            : [{ type: 'code', value: node.value }]
      case 'html':
        return paragraph(lines(node.value))
      case 'table':
        return node.children.flatMap(row =>
          paragraph(
            row.children.flatMap((cell, i): PhrasingContent[] => [
              ...(i > 0 ? [{ type: 'text' as const, value: ', ' }] : []),
              ...phrases(cell.children),
            ]),
          ),
        )
      case 'thematicBreak':
      case 'definition':
        return []
      case 'footnoteDefinition':
        return blocks(node.children, mode, depth + 1)
      default:
        return paragraph([{ type: 'text', value: wordsOf(node) }])
    }
  })
}

function inner(parent: Parents, mode: TextMode, depth: number): BlockContent[] {
  return blocks(parent.children, mode, depth + 1) as BlockContent[]
}

function heading(depth: number, children: PhrasingContent[]): Nodes[] {
  if (textIn(children) === '') return []
  return [{ type: 'heading', depth: Math.min(6, Math.max(2, depth)) as 2, children }]
}

function paragraph(children: PhrasingContent[]): Paragraph[] {
  return textIn(children) === '' ? [] : [{ type: 'paragraph', children }]
}

function lines(text: string): PhrasingContent[] {
  return [{ type: 'text', value: text.trim() }]
}

function phrases(nodes: readonly PhrasingContent[], depth = 0): PhrasingContent[] {
  return nodes.flatMap((node): PhrasingContent[] => {
    if (depth > mostDeep) return [{ type: 'text', value: wordsOf(node) }]
    switch (node.type) {
      case 'text':
      case 'break':
      case 'inlineCode':
        return [node]
      case 'emphasis':
      case 'strong':
      case 'delete':
        return [{ ...node, children: phrases(node.children, depth + 1) }]
      case 'link': {
        const children = phrases(node.children, depth + 1)
        const isKept = isLinkAddress(node.url) && !/^[/#]/.test(node.url) && textIn(children) !== ''
        return isKept ? [{ type: 'link', url: node.url, children }] : children
      }
      case 'image': {
        const words = node.alt?.trim() || node.url
        const text: PhrasingContent = { type: 'text', value: words }
        return /^https?:/i.test(node.url) && isLinkAddress(node.url)
          ? [{ type: 'link', url: node.url, children: [text] }]
          : [text]
      }
      default:
        return [{ type: 'text', value: wordsOf(node) }]
    }
  })
}

function textIn(nodes: readonly Nodes[]): string {
  return nodes.map(wordsOf).join('').trim()
}

function wordsOf(node: Nodes): string {
  if ('value' in node) return node.value
  if ('alt' in node && node.alt) return node.alt
  return 'children' in node ? (node.children as Nodes[]).map(wordsOf).join(' ') : ''
}
