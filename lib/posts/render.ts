import { nodeTypes } from '@mdx-js/mdx'
import type { Nodes as HastNodes } from 'hast'
import { toJsxRuntime } from 'hast-util-to-jsx-runtime'
import type { Root } from 'mdast'
import type { ElementType, ReactNode } from 'react'
import { Fragment, jsx, jsxs } from 'react/jsx-runtime'
import remarkRehype from 'remark-rehype'
import { unified } from 'unified'
import type { ElementName } from './elements.ts'
import { blankFrontmatter } from './front-block.ts'
import { nameHeadings } from './headings.ts'
import { keepLines } from './lines.ts'
import { numberPoints } from './points.ts'
import { readPostText, type TextMode } from './text.ts'
import { isElement, walk } from './tree.ts'

/** What draws each element of a post; HTML tags such as "h2" may be given too. */
export type PostComponents = Record<ElementName, ElementType> & { [tag: string]: ElementType }

export type RenderOptions = { components: PostComponents; mode?: TextMode }

const processor = unified()
  .use(remarkRehype, { passThrough: [...nodeTypes] })
  .freeze()

/**
 * Draws a post, or with mode "light" a short text. Nothing in the text is ever run.
 * A text that does not pass the check is drawn as it was typed, paragraph by paragraph: readers get words, not an error.
 */
export function renderPost(source: string, options: RenderOptions): ReactNode {
  const mode = options.mode ?? 'full'
  const body = mode === 'full' ? blankFrontmatter(source) : source
  const tree = keptTree(body, mode)
  if (!tree) return asTyped(body)
  return toJsxRuntime(tree, {
    Fragment,
    jsx,
    jsxs,
    components: options.components,
    createEvaluater: () => ({
      evaluateExpression: expression => lookUp(options.components, expression),
      evaluateProgram: refuse,
    }),
  })
}

/** Texts stay what they are, and each is on several pages of a change, which are drawn anew each time: to read one takes a millisecond or more. */
const kept = new Map<string, HastNodes | null>()
/** A tree takes some twenty times the room of its text. */
const mostKeptCharacters = 500_000
let keptCharacters = 0

function keptTree(body: string, mode: TextMode): HastNodes | null {
  const key = `${mode} ${body}`
  const known = kept.get(key)
  if (known !== undefined) return known
  const tree = treeOf(body, mode)
  if (key.length > mostKeptCharacters) return tree
  kept.set(key, tree)
  keptCharacters += key.length
  for (const oldest of kept.keys()) {
    if (keptCharacters <= mostKeptCharacters) break
    kept.delete(oldest)
    keptCharacters -= oldest.length
  }
  return tree
}

/** null: the text does not pass the check. */
function treeOf(body: string, mode: TextMode): HastNodes | null {
  const read = readPostText(body, mode)
  if ('problems' in read) return null
  if (mode === 'light') keepLines(read.tree)
  numberPoints(read.tree)
  nameHeadings(read.tree, namesOfPoints(read.tree))
  return processor.runSync(read.tree) as HastNodes
}

/** The only "evaluation" there is: an element's name gives its component. */
function lookUp(components: PostComponents, expression: { type: string; name?: string }): ElementType {
  const name = expression.type === 'Identifier' ? expression.name : undefined
  const component = name !== undefined && Object.hasOwn(components, name) ? components[name] : undefined
  return component ?? refuse()
}

function refuse(): never {
  throw new Error('A post that passed the check holds code, or an element without a component.')
}

function namesOfPoints(tree: Root): Set<string> {
  const names = new Set<string>()
  walk(tree, node => {
    if (!isElement(node)) return
    for (const attribute of node.attributes)
      if (attribute.type === 'mdxJsxAttribute' && attribute.name === 'id') names.add(String(attribute.value))
  })
  return names
}

function asTyped(source: string): ReactNode {
  const paragraphs = source.split(/(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)/).filter(text => text.trim() !== '')
  const children = paragraphs.map((text, index) =>
    jsx('p', { children: linesOf(text.trim()) }, String(index)),
  )
  return jsxs(Fragment, { children })
}

function linesOf(text: string): ReactNode[] {
  const lines = text.split(/\r\n|\r|\n/)
  return lines.flatMap((line, place) => (place > 0 ? [jsx('br', {}, `end-${place}`), line] : [line]))
}
