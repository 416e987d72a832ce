import type { Nodes, Root } from 'mdast'
import { isImageAddress, isLinkAddress } from './address.ts'
import { elementProblems, placeOfNode } from './check-element.ts'
import { quote, type TextPosition } from './problem.ts'
import { braces, codeLine } from './syntax.ts'
import { isElement, parseTree, textOfNode, walk } from './tree.ts'

/** full: a whole post. light: a short text such as an update, with paragraphs, lists and links only. */
export type TextMode = 'full' | 'light'

/** Tells whether a host name is one of our servers. Without it, names are not checked. */
export type CheckOptions = { isKnownServer?: (hostname: string) => boolean }

/** The tree of a text that passes the check, or its problems. */
export function readPostText(
  source: string,
  mode: TextMode,
  options: CheckOptions = {},
): { tree: Root } | { problems: (TextPosition & { message: string })[] } {
  const parsed = parseTree(source)
  if ('problem' in parsed) return { problems: [parsed.problem] }
  const problems: (TextPosition & { message: string })[] = []
  const anchors = new Set<string>()
  const live = { count: 0 }
  walk(parsed.tree, (node, parents) => {
    const messages = isElement(node)
      ? elementProblems(node, parents, { ...options, isLight: mode === 'light', anchors, live })
      : nodeProblems(node, mode).map(message => ({ ...placeOfNode(node, parents), message }))
    problems.push(...messages)
  })
  return problems.length > 0 ? { problems } : parsed
}

const lightNodes = new Set<Nodes['type']>([
  'root',
  'paragraph',
  'text',
  'emphasis',
  'strong',
  'delete',
  'inlineCode',
  'break',
  'link',
  'list',
  'listItem',
])

function nodeProblems(node: Nodes, mode: TextMode): string[] {
  switch (node.type) {
    case 'mdxFlowExpression':
    case 'mdxTextExpression':
      return [braces]
    case 'mdxjsEsm':
      return [codeLine]
    case 'footnoteDefinition':
    case 'footnoteReference':
      return ['Posts have no footnotes. Put the remark into the text.']
    case 'imageReference':
      return ['Give the picture its address in place: ![what it shows](/…).']
  }
  if (mode === 'light' && !lightNodes.has(node.type))
    return ['A short text has paragraphs, lists and links only. Put the rest into a post.']
  return contentProblems(node)
}

function contentProblems(node: Nodes): string[] {
  switch (node.type) {
    case 'heading': {
      if (node.depth === 1)
        return ['The title of the post is its only heading of the first level. Write ## here.']
      return textOfNode(node).trim() === ''
        ? ['This heading has no words. Add some, or remove the signs #.']
        : []
    }
    case 'link':
    case 'definition':
      return isLinkAddress(node.url)
        ? []
        : [`A link may lead to https://…, http://…, mailto:…, /… or #…, but leads to ${quote(node.url)}.`]
    case 'image': {
      const problems = node.alt?.trim()
        ? []
        : ['Describe the picture for those who cannot see it: ![what it shows](/…).']
      if (isImageAddress(node.url)) return problems
      return [...problems, `A picture may come from https://… or /…, but comes from ${quote(node.url)}.`]
    }
    case 'listItem':
      return typeof node.checked === 'boolean' ? ['Posts have no check boxes. Remove the [ ] or [x].'] : []
    default:
      return []
  }
}
