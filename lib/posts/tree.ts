import type { Nodes, Paragraph, Parents, Root } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkMdx from 'remark-mdx'
import remarkParse from 'remark-parse'
import { unified } from 'unified'
import { elements } from './elements.ts'
import { keepSigns } from './marks.ts'
import type { TextPosition } from './problem.ts'
import { explainSyntax, type ParserError } from './syntax.ts'

/** A JSX element in a post, such as <Callout tone="note">. */
export type MdxElement = Extract<Nodes, { type: 'mdxJsxFlowElement' | 'mdxJsxTextElement' }>

/** A single tilde is no mark: "1~2 hours". */
const processor = unified().use(remarkParse).use(remarkGfm, { singleTilde: false }).use(remarkMdx).freeze()

/** Longer texts are refused, so that no post can keep the server busy. */
const maxSourceLength = 50_000

const tooDeep = 'Things stand inside each other too deeply here. Take some out.'
const maxDepth = 50

/** Parses a text without running anything in it. Returns its tree, or the one problem that stops the parser. */
export function parseTree(source: string): { tree: Root } | { problem: TextPosition & { message: string } } {
  if (source.length > maxSourceLength) {
    const message = `The text has ${source.length} characters, but accepts ${maxSourceLength}. Split it into two posts.`
    return { problem: { line: 1, column: 1, message } }
  }
  try {
    const tree = processor.parse(source)
    tidy(tree)
    keepSigns(tree, source)
    const deep = tooDeepIn(tree)
    return deep ? { problem: { ...deep, message: tooDeep } } : { tree }
  } catch (error) {
    // The parser calls itself for every level: thousands of them overflow the stack.
    if (error instanceof RangeError) return { problem: { line: 1, column: 1, message: tooDeep } }
    if (!(error instanceof Error && 'reason' in error)) throw error
    return { problem: explainSyntax(source, error as ParserError) }
  }
}

/** Calls visit for a node and everything below it, parents first. */
export function walk(node: Nodes, visit: (node: Nodes, parents: readonly Parents[]) => void): void {
  const descend = (at: Nodes, parents: readonly Parents[]) => {
    visit(at, parents)
    if ('children' in at) for (const child of at.children) descend(child, [...parents, at])
  }
  descend(node, [])
}

export function isElement(node: Nodes): node is MdxElement {
  return node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement'
}

/** What an element says in quotes, by name. */
export function propsOf(node: MdxElement): Record<string, string | undefined> {
  const pairs = node.attributes.flatMap(each =>
    each.type === 'mdxJsxAttribute' && typeof each.value === 'string' ? [[each.name, each.value]] : [],
  )
  return Object.fromEntries(pairs)
}

/** The words of a node, without markup. */
export function textOfNode(node: Nodes): string {
  if ('value' in node) return node.value
  if ('children' in node) return node.children.map(child => textOfNode(child)).join('')
  return node.type === 'image' ? (node.alt ?? '') : ''
}

function tooDeepIn(tree: Root): TextPosition | undefined {
  let found: TextPosition | undefined
  walk(tree, (node, parents) => {
    if (parents.length === maxDepth) found ??= node.position?.start
  })
  return found && { line: found.line, column: found.column }
}

/** Drops authors' remarks, and frees block elements written on one line from the paragraph that Markdown puts around them. */
function tidy(parent: Parents): void {
  parent.children = parent.children
    .filter(child => !isRemark(child))
    .flatMap(child => {
      if ('children' in child) tidy(child)
      return child.type === 'paragraph' && isRowOfBlocks(child) ? child.children.flatMap(toBlock) : [child]
    }) as Root['children']
}

/** {/* … *\/}: braces with no code in them. */
function isRemark(node: Nodes): boolean {
  const isBraces = node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression'
  return isBraces && node.data?.estree?.body.length === 0
}

function isRowOfBlocks(paragraph: Paragraph): boolean {
  const isBlock = (node: Nodes) => isElement(node) && elements.get(node.name ?? '')?.place === 'block'
  const isSpace = (node: Nodes) => node.type === 'text' && node.value.trim() === ''
  return paragraph.children.some(isBlock) && paragraph.children.every(node => isBlock(node) || isSpace(node))
}

function toBlock(node: Paragraph['children'][number]): Nodes[] {
  if (node.type !== 'mdxJsxTextElement') return []
  const paragraph: Paragraph = { type: 'paragraph', children: node.children, position: node.position }
  const isPlainText = node.children.length > 0 && !isRowOfBlocks(paragraph)
  const children = isPlainText ? [paragraph] : node.children.flatMap(toBlock)
  return [{ ...node, type: 'mdxJsxFlowElement', children } as MdxElement]
}
