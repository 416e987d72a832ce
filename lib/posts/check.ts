import type { Nodes, Root } from 'mdast'
import { isImageAddress, isLinkAddress } from './address.ts'
import { elementProblems, placeOfNode } from './check-element.ts'
import { blankFrontmatter, type PostFacts, placeOfField, readFrontmatter } from './frontmatter.ts'
import { type Place, type Problem, quote } from './problem.ts'
import { braces, codeLine } from './syntax.ts'
import { isElement, parseTree, walk, wordsOf } from './tree.ts'

/** full: a whole post. light: a short text such as an update, with paragraphs, lists and links only. */
export type TextMode = 'full' | 'light'

/** Tells whether a host name is one of our servers. Without it, names are not checked. */
export type CheckOptions = { isKnownServer?: (hostname: string) => boolean }

/** A post kept as a file. The body keeps its line numbers: front matter is blank lines. */
export type PostFile = PostFacts & { slug: string; fileName: string; body: string }

export type CheckedPost = { post: PostFile | null; problems: Problem[] }

/** Checks a post's file completely: its name, front matter and text. The post is null when there is any problem. */
export function checkPost(source: string, fileName: string, options: CheckOptions = {}): CheckedPost {
  const text = source.replace(/^\uFEFF/, '')
  const front = readFrontmatter(text, fileName)
  const body = blankFrontmatter(text)
  const problems =
    'problems' in front ? [...front.problems] : factProblems(front.facts, text, fileName, options)
  problems.push(...checkText(body, fileName, 'full', options))
  if ('problems' in front || problems.length > 0) return { post: null, problems }
  return { post: { ...front.facts, slug: fileName.replace(/\.mdx$/, ''), fileName, body }, problems }
}

/** Checks a text without front matter, such as a body that staff wrote. Returns every problem, in reading order. */
export function checkText(
  source: string,
  file: string,
  mode: TextMode,
  options: CheckOptions = {},
): Problem[] {
  const read = readText(source, mode, options)
  return 'problems' in read ? read.problems.map(problem => ({ file, ...problem })) : []
}

/** The tree of a text that passes the check, or its problems. */
export function readText(
  source: string,
  mode: TextMode,
  options: CheckOptions = {},
): { tree: Root } | { problems: (Place & { message: string })[] } {
  const parsed = parseTree(source)
  if ('problem' in parsed) return { problems: [parsed.problem] }
  const problems: (Place & { message: string })[] = []
  const anchors = new Set<string>()
  walk(parsed.tree, (node, parents) => {
    const messages = isElement(node)
      ? elementProblems(node, parents, { ...options, mode, anchors })
      : nodeProblems(node, mode).map(message => ({ ...placeOfNode(node, parents), message }))
    problems.push(...messages)
  })
  return problems.length > 0 ? { problems } : parsed
}

const lightNodes = new Set<Nodes['type']>([
  ...(['root', 'paragraph', 'text', 'emphasis', 'strong', 'delete', 'inlineCode'] as const),
  ...(['break', 'link', 'list', 'listItem'] as const),
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
      return wordsOf(node).trim() === ''
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

function factProblems(facts: PostFacts, source: string, file: string, options: CheckOptions): Problem[] {
  const problems: Problem[] = []
  const add = (place: Place, message: string) => problems.push({ file, ...place, message })
  const published = placeOfField(source, 'publishedAt')
  const day = /^(\d{4}-\d{2}-\d{2})-[a-z0-9]+(-[a-z0-9]+)*\.mdx$/.exec(file)?.[1]
  // The day as written, in the author's own zone.
  const writtenDay = source.split(/\r\n|\r|\n/)[published.line - 1]?.match(/\d{4}-\d{2}-\d{2}/)?.[0]
  if (!day)
    add(
      { line: 1, column: 1 },
      `The file is named ${quote(file)}, but accepts YYYY-MM-DD-some-words.mdx in small letters.`,
    )
  else if (writtenDay !== day)
    add(published, `publishedAt is on ${writtenDay}, but the file's name says ${day}.`)
  if (facts.updatedAt && facts.updatedAt < facts.publishedAt)
    add(placeOfField(source, 'updatedAt'), 'updatedAt is before publishedAt. Correct one of them.')
  for (const hostname of facts.servers)
    if (options.isKnownServer?.(hostname) === false)
      add(
        placeOfField(source, 'servers', hostname),
        `servers has ${quote(hostname)}, which is no server here.`,
      )
  return problems
}
