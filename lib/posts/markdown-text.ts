import type { BlockContent, List, ListItem, Nodes, Paragraph, Parents, PhrasingContent, Root } from 'mdast'
import remarkGfm from 'remark-gfm'
import remarkStringify from 'remark-stringify'
import { unified } from 'unified'
import type { CalloutTone, IndicatorType } from './elements.ts'
import { blankFrontmatter } from './front-block.ts'
import { keepLines } from './lines.ts'
import { utcText } from './plain-text.ts'
import { numberPoints } from './points.ts'
import { readPostText, type TextMode } from './text.ts'
import { isElement, type MdxElement, propsOf } from './tree.ts'

/** How the elements of a post are said in Markdown, and where its addresses lead. */
export type MarkdownWords = {
  /** Begins with a slash, or with # for a place on the post's own page. */
  addressOf: (path: string) => string
  point: (number: string) => string
  callout: (tone: CalloutTone, title: string | undefined) => string
  indicator: (type: IndicatorType) => string
  /** What a server is called, its address, and how it is; null: nobody knows it. */
  lookUpServer: (hostname: string) => { label: string; address: string; word: string } | null
}

const processor = unified()
  .use(remarkGfm, { singleTilde: false })
  .use(remarkStringify, { bullet: '-', rule: '-', fences: true, listItemIndent: 'one' })
  .freeze()

/**
 * A post, or with mode "light" a short text, as Markdown without elements of our own, which stand as what they mean; its
 * addresses are whole. A text that does not pass the check stands there as it was typed.
 */
export function markdownText(source: string, words: MarkdownWords, mode: TextMode = 'full'): string {
  const body = mode === 'full' ? blankFrontmatter(source) : source.replace(/\r\n?/g, '\n')
  const read = readPostText(body, mode)
  if ('problems' in read) return asTyped(body)
  if (mode === 'light') keepLines(read.tree)
  numberPoints(read.tree)
  translate(read.tree, words)
  return processor.stringify(read.tree).trim()
}

function asTyped(body: string): string {
  const children = body
    .trim()
    .split(/\n[ \t]*\n\s*/)
    .map((text): Paragraph => ({ type: 'paragraph', children: [{ type: 'text', value: text }] }))
  const tree: Root = { type: 'root', children }
  keepLines(tree)
  return processor.stringify(tree).trim()
}

function translate(parent: Parents, words: MarkdownWords): void {
  parent.children = parent.children.flatMap(child => {
    if ('children' in child) translate(child, words)
    return isElement(child) ? translated(child, words) : [withWholeAddress(child, words)]
  }) as typeof parent.children
}

function withWholeAddress(node: Nodes, { addressOf }: MarkdownWords): Nodes {
  const hasAddress = node.type === 'link' || node.type === 'image' || node.type === 'definition'
  return hasAddress && /^[/#]/.test(node.url) ? { ...node, url: addressOf(node.url) } : node
}

function translated(node: MdxElement, words: MarkdownWords): Nodes[] {
  const prop = propsOf(node)
  const content = node.children as BlockContent[]
  switch (node.name) {
    case 'Points':
      return [pointList(content as Nodes[] as ListItem[])]
    case 'Point':
      return [pointItem(prop, content, words)]
    case 'Callout':
      return [
        {
          type: 'blockquote',
          children: [paragraphOf([strong(words.callout(prop.tone as CalloutTone, prop.title))]), ...content],
        },
      ]
    case 'Indicator':
      return [
        paragraphOf([
          strong(`${words.indicator(prop.type as IndicatorType)}:`),
          { type: 'text', value: ' ' },
          { type: 'inlineCode', value: prop.value ?? '' },
        ]),
        ...content,
      ]
    case 'ServerChip':
      return serverWords(prop.hostname ?? '', words)
    case 'Timestamp':
      return node.children.length > 0 ? node.children : [{ type: 'text', value: utcText(prop.at ?? '') }]
    default:
      return node.children
  }
}

/** Its items know their numbers: a later list goes on where the one before has ended. */
function pointList(items: (ListItem & { data?: { number?: number } })[]): List {
  return { type: 'list', ordered: true, spread: true, start: items[0]?.data?.number ?? 1, children: items }
}

/** Begins with the address of the point. */
function pointItem(
  { number = '', id }: Record<string, string | undefined>,
  content: BlockContent[],
  words: MarkdownWords,
): Nodes {
  const link: PhrasingContent = {
    type: 'link',
    url: words.addressOf(`#${id ?? `point-${number}`}`),
    children: [{ type: 'text', value: words.point(number) }],
  }
  const [first, ...rest] = content
  const children =
    first?.type === 'paragraph'
      ? [paragraphOf([link, { type: 'text', value: ' ' }, ...first.children]), ...rest]
      : [paragraphOf([link]), ...content]
  return { type: 'listItem', spread: true, children, data: { number: Number(number) } as ListItem['data'] }
}

function serverWords(hostname: string, { lookUpServer }: MarkdownWords): PhrasingContent[] {
  const server = lookUpServer(hostname)
  if (!server) return [{ type: 'text', value: hostname }]
  return [
    { type: 'link', url: server.address, children: [{ type: 'text', value: server.label }] },
    { type: 'text', value: ` (${server.word})` },
  ]
}

function paragraphOf(children: PhrasingContent[]): Paragraph {
  return { type: 'paragraph', children }
}

function strong(value: string): PhrasingContent {
  return { type: 'strong', children: [{ type: 'text', value }] }
}
