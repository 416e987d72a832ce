import type { Nodes, Root } from 'mdast'
import { readPostText } from './text.ts'
import { isElement, type MdxElement, walk } from './tree.ts'

/** How many numbered points a text has: they are 1 to that number. 0 when the text has none, or does not pass the check. */
export function pointNumbers(source: string): number {
  const read = readPostText(source, 'full')
  return 'tree' in read ? numberPoints(read.tree) : 0
}

/** A numbered point of a text. */
export type NamedPoint = { name: string; number: number }

/** The numbered points of a text, each with the name that its author gave it, else with its number for a name. */
export function namedPoints(source: string): NamedPoint[] {
  const read = readPostText(source, 'full')
  if (!('tree' in read)) return []
  numberPoints(read.tree)
  const points: NamedPoint[] = []
  walk(read.tree, node => {
    if (!isElement(node) || node.name !== 'Point') return
    const number = textOfProp(node, 'number') ?? ''
    points.push({ name: textOfProp(node, 'id') ?? number, number: Number(number) })
  })
  return points
}

function textOfProp(node: MdxElement, name: string): string | undefined {
  const found = node.attributes.find(each => each.type === 'mdxJsxAttribute' && each.name === name)
  return typeof found?.value === 'string' ? found.value : undefined
}

/**
 * Numbers every point of a text from 1, through all its <Points>, so that "point 6" names one thing on the page.
 * An ordered list inside <Points> becomes points. Returns how many there are.
 */
export function numberPoints(tree: Root): number {
  let count = 0
  walk(tree, node => {
    if (!isElement(node) || node.name !== 'Points') return
    node.children = node.children.flatMap(pointsOf) as MdxElement['children']
    for (const point of node.children)
      if (isElement(point))
        point.attributes.push({ type: 'mdxJsxAttribute', name: 'number', value: String(++count) })
  })
  return count
}

function pointsOf(node: Nodes): Nodes[] {
  if (node.type !== 'list') return [node]
  return node.children.map(
    (item): MdxElement => ({
      type: 'mdxJsxFlowElement',
      name: 'Point',
      attributes: [],
      children: item.children,
      position: item.position,
    }),
  )
}
