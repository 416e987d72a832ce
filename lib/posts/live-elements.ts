import { blankFrontmatter } from './front-block.ts'
import { readPostText } from './text.ts'
import { isElement, propsOf, walk } from './tree.ts'

/** An element whose content is no part of the text: what holds now stands in its place. */
export type LiveElement = { name: 'Indicators' | 'Containment'; props: Record<string, string | undefined> }

/**
 * The text with plain Markdown in the place of its live elements, for all that is not the page: mails, feeds, texts for
 * programs. A text without any, or that does not pass the check, stays as it is.
 */
export function fillLive(source: string, say: (element: LiveElement) => string): string {
  if (!source.includes('<Indicators') && !source.includes('<Containment')) return source
  const body = blankFrontmatter(source)
  const read = readPostText(body, 'full')
  if ('problems' in read) return source
  const cuts: { from: number; to: number; words: string }[] = []
  walk(read.tree, node => {
    if (!isElement(node) || (node.name !== 'Indicators' && node.name !== 'Containment')) return
    const [from, to] = [node.position?.start.offset, node.position?.end.offset]
    if (from === undefined || to === undefined) return
    cuts.push({ from, to, words: say({ name: node.name, props: propsOf(node) }) })
  })
  return cuts.reduceRight((text, { from, to, words }) => text.slice(0, from) + words + text.slice(to), body)
}
