/** A spot in a post's source. Lines and columns count from 1. */
export type TextPosition = { line: number; column: number }

/** One thing wrong in a post: where it is, and in words what to write instead. */
export type PostProblem = TextPosition & { file: string; message: string }

/** "2013-02-19-high-alert.mdx:12:4: …", as editors understand it. */
export function describeProblem(problem: PostProblem): string {
  return `${problem.file}:${problem.line}:${problem.column}: ${problem.message}`
}

/** "a", "a or b", "a, b or c". */
export function alternatives(words: readonly string[]): string {
  if (words.length < 2) return words.join('')
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
}

/** A value as an author recognises it: quoted text, otherwise what kind of thing it is. */
export function quote(value: unknown): string {
  if (typeof value === 'string') return value.length > 60 ? `“${value.slice(0, 57)}…”` : `“${value}”`
  if (Array.isArray(value)) return 'a list'
  if (value !== null && typeof value === 'object') return 'a group of fields'
  return String(value)
}
