import { plainText } from '#lib/posts/plain-text.ts'

/** Texts of updates are the same in every answer, and to read one as Markdown takes milliseconds. */
const kept = new Map<string, string>()
const mostKept = 2_000

/** A short text in Markdown as plain text; what was read before is kept. */
export function keptPlainText(markdown: string): string {
  const known = kept.get(markdown)
  if (known !== undefined) return known
  const text = plainText(markdown, 'light')
  const [oldest] = kept.keys()
  if (kept.size >= mostKept && oldest !== undefined) kept.delete(oldest)
  kept.set(markdown, text)
  return text
}
