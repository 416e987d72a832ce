import type { Root } from 'mdast'
import { isSitePath } from './address.ts'
import { placeOfNode } from './check-element.ts'
import { blankFrontmatter, placeOfField } from './front-block.ts'
import { type PostFacts, readFrontmatter } from './frontmatter.ts'
import { type PostProblem, quote, type TextPosition } from './problem.ts'
import { type CheckOptions, readPostText, type TextMode } from './text.ts'
import { walk } from './tree.ts'

/** A post kept as a file. The body keeps its line numbers: front matter is blank lines. */
export type PostFile = PostFacts & { slug: string; fileName: string; body: string }

export type CheckedPost = { post: PostFile | null; problems: PostProblem[] }

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
): PostProblem[] {
  const read = readPostText(source, mode, options)
  const problems = 'problems' in read ? read.problems : foreignPictures(read.tree)
  return problems.map(problem => ({ file, ...problem }))
}

/** Pictures that no reader would see. A text that was published with one is still drawn, so only saving refuses it. */
function foreignPictures(tree: Root): (TextPosition & { message: string })[] {
  const problems: (TextPosition & { message: string })[] = []
  walk(tree, (node, parents) => {
    if (node.type !== 'image' || isSitePath(node.url)) return
    const message = `A picture comes from this site alone, as ![what it shows](/…), but this one from ${quote(node.url)}. Lay it into the folder public/, or link to it.`
    problems.push({ ...placeOfNode(node, parents), message })
  })
  return problems
}

function factProblems(facts: PostFacts, source: string, file: string, options: CheckOptions): PostProblem[] {
  const problems: PostProblem[] = []
  const add = (place: TextPosition, message: string) => problems.push({ file, ...place, message })
  const published = placeOfField(source, 'publishedAt')
  const day = /^(\d{4}-\d{2}-\d{2})-[a-z0-9]+(-[a-z0-9]+)*\.mdx$/.exec(file)?.[1]
  // The day as written, in the author's own zone.
  const writtenDay = source.split(/\r\n|\r|\n/)[published.line - 1]?.match(/\d{4}-\d{2}-\d{2}/)?.[0]
  if (!day)
    add(
      { line: 1, column: 1 },
      `The file is named ${quote(file)}, but accepts YYYY-MM-DD-some-words.mdx in small letters.`,
    )
  else if (writtenDay && writtenDay !== day)
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
