import type { TextPosition } from './problem.ts'

/** What the parser throws. The place is missing when a tag is still open at the end of the text. */
export type ParserError = Error & {
  reason: string
  ruleId?: string
  source?: string
  line?: number
  column?: number
}

type Explained = TextPosition & { message: string }

/** Turns the parser's words into the place of the mistake and what to write instead. */
export function explainSyntax(source: string, error: ParserError): Explained {
  if (error.ruleId === 'end-tag-mismatch') return explainTags(error)
  const at = { line: error.line ?? 1, column: error.column ?? 1 }
  const offset = offsetOf(source, at)
  if (error.source === 'micromark-extension-mdxjs-esm') return { line: at.line, column: 1, message: codeLine }
  if (error.source === 'micromark-extension-mdx-expression')
    return { ...placeOf(source, source.lastIndexOf('{', offset - 1)), message: braces }
  if (error.ruleId === 'unexpected-closing-slash')
    return {
      ...at,
      column: at.column - 1,
      message: 'This closing tag closes nothing. Remove it, or add the opening tag before it.',
    }
  const start = source.lastIndexOf('<', offset)
  if (start < 0) return { ...at, message: error.reason }
  return { ...placeOf(source, start), message: explainTag(source.slice(start), source[offset], error.reason) }
}

export const codeLine =
  'A paragraph that begins with import or export is code, and posts run no code. Begin with another word.'
export const braces = 'Text in { } is code, and posts run no code. For a brace in the text write \\{ and \\}.'

const htmlInstead = new Map(
  Object.entries({
    a: 'write [words](https://…)',
    b: 'write **words**',
    strong: 'write **words**',
    i: 'write *words*',
    em: 'write *words*',
    code: 'write `words`',
    pre: 'put ``` on the lines before and after',
    img: 'write ![what it shows](/…)',
    br: 'leave an empty line',
    p: 'leave an empty line',
    hr: 'write --- on a line of its own',
    ul: 'write - before each entry',
    ol: 'write 1. before each entry',
    li: 'write - before each entry',
    h2: 'write ## before the words',
    h3: 'write ### before the words',
  }),
)

/** What to say about a tag in small letters. */
export function explainHtml(name: string): string {
  const instead = htmlInstead.get(name.toLowerCase())
  return instead
    ? `<${name}> is HTML: ${instead}.`
    : `<${name}> is HTML, which posts do not use. Write Markdown instead.`
}

function explainTag(text: string, found: string | undefined, reason: string): string {
  const shown = /^<[^\s>]{0,40}>?/.exec(text)?.[0] ?? '<'
  if (text.startsWith('<!--')) return 'A remark for other authors is written {/* … */}, not <!-- … -->.'
  if (/^<[!?]/.test(text)) return `${shown} is HTML, which posts do not use. Write Markdown instead.`
  if (/^<(https?|mailto):/i.test(text))
    return `Write the address without < and >, or as [words](${shown.replace(/^<|>$/g, '')}).`
  if (/^<[^\s<>@]+@[^\s<>@]+>/.test(text))
    return `Write the mail address without < and >: ${shown.slice(1, -1)}.`
  if (/^<[^\p{L}/]/u.test(text))
    return `The < in ${shown} begins a tag. Write \\< for the sign itself, or a word such as “under”.`
  if (found === undefined)
    return `The tag ${shown} is not finished: a > is missing. For the sign itself write \\<.`
  if (reason.includes('before attribute value')) return `Put the values in ${shown} in "quotes".`
  return `The tag ${shown} cannot be read. For the sign < itself write \\<.`
}

/** "Expected a closing tag for `<Callout>` (1:1-1:10)": the parser tells the opening tag's place in words only. */
function explainTags(error: ParserError): Explained {
  const opened = /`<([^>`]*)>` \((\d+):(\d+)/.exec(error.reason)
  const name = opened?.[1] ?? ''
  const place = { line: Number(opened?.[2] ?? 1), column: Number(opened?.[3] ?? 1) }
  if (/^[a-z]/.test(name)) return { ...place, message: explainHtml(name) }
  if (error.reason.includes('before the end of'))
    return { ...place, message: `Put <${name}> and </${name}> on lines of their own, or both on one line.` }
  return {
    ...place,
    message: `<${name}> is never closed. Add </${name}> after its text, or end the tag with />.`,
  }
}

function offsetOf(source: string, place: TextPosition): number {
  const lines = source.split(/(?<=\n)|(?<=\r)(?!\n)/)
  return lines.slice(0, place.line - 1).join('').length + place.column - 1
}

function placeOf(source: string, offset: number): TextPosition {
  const lines = source.slice(0, Math.max(0, offset)).split(/\r\n|\r|\n/)
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
}
