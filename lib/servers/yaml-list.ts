import { parse, YAMLParseError } from 'yaml'
import { createLines } from '#lib/customers/lines.ts'
import { fairPauses } from '#lib/limits/fair-queue.ts'
import { readServerEntry, type ServerItem, type ServerProblem } from '#lib/rules/servers/server-entry.ts'

/** A longer item is no server. */
const longestItem = 5_000

/**
 * Reads a list of servers as YAML while it comes: "- hostname: …" under one another, perhaps below "servers:". Each item is
 * parsed by itself, so that a long list keeps nobody waiting, and what is wrong with one is said at its line. Anchors and
 * aliases are not taken: nothing here needs them, and a few lines of them can stand for millions.
 */
export async function* readYamlList(chunks: AsyncIterable<string>): AsyncGenerator<ServerItem> {
  const pauseFairly = fairPauses()
  let count = 0
  for await (const part of partsOf(chunks)) {
    await pauseFairly()
    count += 1
    if ('problem' in part) return yield part
    yield readItem(part)
  }
  if (count === 0) yield { at: 1, problem: { field: null, is: 'empty-file' } }
}

type YamlItem = { at: number; text: string }
type Part = YamlItem | { at: number; problem: ServerProblem }

/** The items of the list, each with the line on which it begins. */
async function* partsOf(chunks: AsyncIterable<string>): AsyncGenerator<Part> {
  let at = 0
  let indent: number | null = null
  let item: YamlItem | null = null
  for await (const line of linesOf(chunks)) {
    at += 1
    const begun: number | null = indent === null ? beginningOfItem(line) : indent
    if (begun !== null && isItem(line, begun)) {
      if (item) yield item
      indent = begun
      item = { at, text: line }
      if (line.length > longestItem) return yield { at, problem: tooLong }
    } else if (item && (isSilent(line) || indentOf(line) > (indent ?? 0))) {
      item = { at: item.at, text: `${item.text}\n${line}` }
      if (item.text.length > longestItem) return yield { at: item.at, problem: tooLong }
    } else if (!isSilent(line) && (item || !/^(---|servers:)\s*(#.*)?$/.test(line.trimEnd())))
      return yield { at, problem: { field: null, is: 'no-list' } }
  }
  if (item) yield item
}

const tooLong: ServerProblem = {
  field: null,
  is: 'unreadable',
  reason: `longer than ${longestItem} characters`,
}

async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  const pauseFairly = fairPauses()
  const lines = createLines()
  for await (const chunk of chunks)
    for (const { text } of lines.read(chunk)) {
      const wait = pauseFairly()
      if (wait) await wait
      yield text
    }
  for (const { text } of lines.end()) yield text
}

const indentOf = (line: string) => line.length - line.trimStart().length
const isItem = (line: string, indent: number) =>
  indentOf(line) === indent && /^-(\s|$)/.test(line.trimStart())
const isSilent = (line: string) => line.trim() === '' || line.trimStart().startsWith('#')

/** How far the first item stands in, which all others do too; null: the line is none. */
function beginningOfItem(line: string): number | null {
  const indent = indentOf(line)
  return isItem(line, indent) ? indent : null
}

/** Deeper than any server is, and more characters than it has: a hundred names are a hundred lines, or as many commas. */
const deepest = 8
const mostSigns = 400

const tooDeep = 'no YAML: too deeply nested'
const tooTangled = `more than ${mostSigns} commas, brackets, colons, tags and line breaks in one server`

/** Why an item is not given to the parser, whose time grows with the square of its depth and of its signs. */
function tangleOf(text: string): string | null {
  const signs = text.match(/[,[\]{}!&*?#\n]|:(?=\s)/g) ?? []
  if (signs.length > mostSigns) return tooTangled
  let open = 0
  for (const sign of signs) {
    if (sign === '[' || sign === '{') open += 1
    if (sign === ']' || sign === '}') open -= 1
    if (open > deepest) return tooDeep
  }
  const begun = text
    .split('\n')
    .map(line => /^\s*(?:[-?:]\s+)*/.exec(line)?.[0].replace(/\s/g, '').length ?? 0)
  return begun.some(count => count > deepest) ? tooDeep : null
}

function readItem({ at, text }: YamlItem): ServerItem {
  const tangle = tangleOf(text)
  if (tangle) return { at, problem: { field: null, is: 'unreadable', reason: tangle } }
  try {
    const read: unknown = parse(text, { schema: 'failsafe', maxAliasCount: 0, logLevel: 'error' })
    const [given] = Array.isArray(read) ? read : [null]
    return readServerEntry(at, typeof given === 'string' ? { hostname: given } : given)
  } catch (error) {
    return { at, problem: { field: null, is: 'unreadable', reason: reasonOf(error) } }
  }
}

/** What the parser says in one line; what is nested too deeply ends its recursion. */
function reasonOf(error: unknown): string {
  if (error instanceof YAMLParseError) return `no YAML: ${error.message.split('\n', 1)[0]?.slice(0, 160)}`
  if (error instanceof ReferenceError) return 'anchors and aliases are not taken here'
  if (error instanceof RangeError) return tooDeep
  throw error
}
