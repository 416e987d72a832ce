import { VFile } from 'vfile'
import { matter } from 'vfile-matter'
import { z } from 'zod'
import { type PostKind, postKinds } from '#lib/rules/posts/post.ts'
import { hasFrontmatter, placeOfField } from './front-block.ts'
import { alternatives, type PostProblem, quote, type TextPosition } from './problem.ts'

const hostname = z.string().regex(/^(?=.{1,253}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*$/)
const time = z.iso.datetime({ offset: true }).transform(text => new Date(text))

const Frontmatter = z.strictObject({
  title: z.string().trim().min(1).max(120),
  kind: z.enum(postKinds),
  publishedAt: time,
  updatedAt: time.optional(),
  summary: z.string().trim().min(1).max(200),
  servers: z.array(hostname).default([]),
  groups: z.array(z.string().trim().min(1)).default([]),
  notify: z.boolean().default(false),
})

type Field = keyof z.infer<typeof Frontmatter>

const accepts: Record<Field, string> = {
  title: 'a text of 1 to 120 characters',
  kind: alternatives(postKinds),
  publishedAt: 'a time with its zone, such as 2013-02-19T09:00:00Z',
  updatedAt: 'a time with its zone, such as 2013-02-19T09:00:00Z',
  summary: 'a text of 1 to 200 characters',
  servers: 'a list of host names in small letters, such as web07.example.com',
  groups: 'a list of names of groups',
  notify: 'true or false',
}

/** What the front matter of a post says. */
export type PostFacts = {
  title: string
  kind: PostKind
  publishedAt: Date
  updatedAt: Date | null
  summary: string
  /** Host names of the servers it is about. */
  servers: string[]
  groups: string[]
  /** An advisory that is mailed when it is new. */
  notify: boolean
}

/** Reads the YAML between the first two lines of three dashes. Returns the facts, or every problem with its place. */
export function readFrontmatter(
  source: string,
  file: string,
): { facts: PostFacts } | { problems: [PostProblem, ...PostProblem[]] } {
  if (!hasFrontmatter(source)) {
    const message = 'The front matter is missing. Begin the file with a line ---, fields, and a line ---.'
    return { problems: [{ file, line: 1, column: 1, message }] }
  }
  const page = new VFile(source)
  try {
    // Only errors: an unknown tag must not print a warning in the server's log.
    matter(page, { yaml: { logLevel: 'error', prettyErrors: true } })
  } catch (error) {
    return { problems: [{ file, ...yamlProblem(error) }] }
  }
  const given = page.data.matter
  const parsed = Frontmatter.safeParse(given)
  if (parsed.success) return { facts: { ...parsed.data, updatedAt: parsed.data.updatedAt ?? null } }
  const [first, ...rest] = parsed.error.issues.flatMap(issue => problemsOf(issue, given, source))
  if (!first) throw parsed.error
  return {
    problems: [first, ...rest].map(problem => ({ file, ...problem })) as [PostProblem, ...PostProblem[]],
  }
}

function problemsOf(
  issue: z.core.$ZodIssue,
  given: unknown,
  source: string,
): (TextPosition & { message: string })[] {
  const known = Object.keys(accepts).join(', ')
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(key => ({
      line: placeOfField(source, key).line,
      column: 1,
      message: `${key} is not a field of a post. The fields are ${known}.`,
    }))
  const [field, entry] = issue.path
  if (typeof field !== 'string')
    return [
      {
        line: 2,
        column: 1,
        message: `The front matter must be fields such as title: …, but is ${quote(given)}.`,
      },
    ]
  const value = at(given, field)
  if (value === undefined)
    return [{ line: 1, column: 1, message: `${field} is missing. It accepts ${accepts[field as Field]}.` }]
  const wrong = entry === undefined ? value : at(value, entry)
  const place = placeOfField(source, field, entry === undefined ? undefined : wrong)
  return [{ ...place, message: `${field} is ${quote(wrong)}, but accepts ${accepts[field as Field]}.` }]
}

function at(value: unknown, key: PropertyKey): unknown {
  return value !== null && typeof value === 'object' && Object.hasOwn(value, key)
    ? (value as Record<PropertyKey, unknown>)[key]
    : undefined
}

/** The YAML parser counts lines from below the first three dashes. */
function yamlProblem(error: unknown): TextPosition & { message: string } {
  if (!(error instanceof Error)) throw error
  const linePos = (error as { linePos?: { line: number; col: number }[] }).linePos?.[0]
  if (!linePos) throw error
  const reason = error.message.split(/ at line \d+/)[0]
  const place = { line: linePos.line + 1, column: linePos.col }
  return {
    ...place,
    message: `The front matter cannot be read: ${reason}. Put texts with : or # in "quotes".`,
  }
}
