import type { Nodes, Parents } from 'mdast'
import { type ElementRule, elements } from './elements.ts'
import { alternatives, quote, type TextPosition } from './problem.ts'
import { explainHtml } from './syntax.ts'
import { isElement, type MdxElement } from './tree.ts'

type Found = TextPosition & { message: string }

type Context = {
  isLight: boolean
  isKnownServer?: (hostname: string) => boolean
  /** Names that authors gave to points so far. */
  anchors: Set<string>
  /** How many elements there are so far that show what holds now. */
  live: { count: number }
}

/** Each shows a whole list: more are no text that anybody reads. */
const mostLive = 10

/** Everything wrong with one element of a post: its name, its place, its content, its properties. */
export function elementProblems(node: MdxElement, parents: readonly Parents[], context: Context): Found[] {
  const place = placeOfNode(node, parents)
  const name = node.name ?? ''
  const rule = elements.get(name)
  if (!rule) return [{ ...place, message: unknownElement(name) }]
  if (context.isLight && !rule.isLight)
    return [{ ...place, message: `<${name}> cannot be in a short text. Put it into a post.` }]
  const messages = [
    ...placeProblems(node, parents.at(-1), rule),
    ...contentProblems(node, rule),
    ...liveProblems(name, context),
  ]
  const problems = messages.map(message => ({ ...place, message }))
  return [...problems, ...propProblems(node, rule, place), ...nameProblems(node, context, place)]
}

/** Where a node starts. Parts that the parser made up itself stand where their parent does. */
export function placeOfNode(node: Nodes, parents: readonly Nodes[]): TextPosition {
  const start = [node, ...parents.toReversed()].find(candidate => candidate.position)?.position?.start
  return { line: start?.line ?? 1, column: start?.column ?? 1 }
}

function unknownElement(name: string): string {
  if (/^[a-z]/.test(name)) return explainHtml(name)
  return `${name ? `<${name}>` : '<>'} is no element of a post. The elements are ${[...elements.keys()].join(', ')}.`
}

function placeProblems(node: MdxElement, parent: Parents | undefined, rule: ElementRule): string[] {
  const parentName = parent && isElement(parent) ? parent.name : null
  if (rule.place === 'block' && node.type === 'mdxJsxTextElement')
    return [
      `<${node.name}> stands inside a sentence. Put it on a line of its own, with empty lines around it.`,
    ]
  if (node.name === 'Point' && parentName !== 'Points') return ['<Point> belongs inside <Points>.']
  if (node.name === 'Points' && parent?.type !== 'root')
    return ['<Points> cannot be inside something else, so that its numbers are plain to see.']
  return []
}

function contentProblems(node: MdxElement, rule: ElementRule): string[] {
  if (node.name === 'Points') return pointsProblems(node)
  if (rule.content === 'required' && node.children.length === 0)
    return [`<${node.name}> is empty. Put text between <${node.name}> and </${node.name}>.`]
  if (rule.content === 'none' && node.children.length > 0)
    return [`<${node.name}> takes no text. End the tag with />.`]
  return []
}

function liveProblems(name: string, { live }: Context): string[] {
  if (name !== 'Indicators' && name !== 'Containment') return []
  live.count += 1
  return live.count === mostLive + 1
    ? [`There are more than ${mostLive} lists of <Indicators> and <Containment>. Take some out.`]
    : []
}

function pointsProblems(node: MdxElement): string[] {
  const children: Nodes[] = node.children
  const isList = children.every(child => child.type === 'list' && child.ordered)
  const isPoints = children.every(child => isElement(child) && child.name === 'Point')
  return children.length > 0 && (isList || isPoints)
    ? []
    : ['<Points> holds one numbered list (1. …), or <Point> elements, and nothing else.']
}

function propProblems(node: MdxElement, rule: ElementRule, place: TextPosition): Found[] {
  const problems: Found[] = []
  const given: Record<string, unknown> = Object.create(null)
  const places = new Map<string, TextPosition>()
  for (const attribute of node.attributes) {
    const at = attribute.position?.start ?? place
    const add = (message: string) => problems.push({ line: at.line, column: at.column, message })
    if (attribute.type === 'mdxJsxExpressionAttribute')
      add(`{${attribute.value}} is code, and posts run no code. Write each property as name="text".`)
    else if (typeof attribute.value === 'object' && attribute.value !== null)
      add(`${attribute.name}={…} is code, and posts run no code. Write ${attribute.name}="text".`)
    else if (places.has(attribute.name)) add(`${attribute.name} is given twice. Remove one.`)
    else given[attribute.name] = attribute.value ?? true
    if (attribute.type === 'mdxJsxAttribute') places.set(attribute.name, { line: at.line, column: at.column })
  }
  // Properties that are code have their problem already, and would only be reported as missing.
  return problems.length > 0 ? problems : valueProblems(node, rule, given, places, place)
}

function valueProblems(
  node: MdxElement,
  rule: ElementRule,
  given: Record<string, unknown>,
  places: ReadonlyMap<string, TextPosition>,
  place: TextPosition,
): Found[] {
  const known = Object.keys(rule.accepts)
  return (rule.props.safeParse(given).error?.issues ?? []).flatMap(issue => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map(key => ({
        ...(places.get(key) ?? place),
        message: `<${node.name}> has no property ${key}. It takes ${alternatives(known) || 'none'}.`,
      }))
    const name = String(issue.path[0])
    const is = name in given ? `is ${quote(given[name])}, but` : 'is missing. It'
    return [
      {
        ...(places.get(name) ?? place),
        message: `${name} of <${node.name}> ${is} accepts ${rule.accepts[name]}.`,
      },
    ]
  })
}

/** Names that must be unique on the page, or known to us. */
function nameProblems(node: MdxElement, context: Context, place: TextPosition): Found[] {
  const named = node.name === 'Point' ? 'id' : 'hostname'
  const attribute = node.attributes.find(each => each.type === 'mdxJsxAttribute' && each.name === named)
  const value = attribute?.value
  if (typeof value !== 'string') return []
  const at = attribute?.position?.start ?? place
  if (node.name === 'ServerChip' && context.isKnownServer?.(value) === false)
    return [
      { line: at.line, column: at.column, message: `${quote(value)} is no server here. Correct the name.` },
    ]
  if (node.name !== 'Point') return []
  if (context.anchors.has(value) || /^point-\d+$/.test(value))
    return [{ line: at.line, column: at.column, message: `id ${quote(value)} is taken. Choose another.` }]
  context.anchors.add(value)
  return []
}
