import { runFairly } from '#lib/limits/fair-queue.ts'
import { JsonReader } from './json-reader.ts'
import { type Refused, refused } from './refused.ts'
import { UnreadableJson } from './unreadable-json.ts'

/**
 * Parses JSON step by step: without recursion, with limits for depth, names, fields and texts (json-reader), and
 * while others are served. Otherwise the status and why.
 */
export async function readJson(text: string): Promise<{ value: unknown } | Refused> {
  const small = readSmall(text)
  if (small) return small
  try {
    return { value: await runFairly(new JsonReader(text.trim()).steps()) }
  } catch (error) {
    if (!(error instanceof UnreadableJson)) throw error
    return refused(error.status, error.message)
  }
}

/** A text of so many characters holds fewer values and less text than any limit allows. */
const mostSmall = 1_900
/** As deep as the limit at the most, and no name and no number longer than theirs. */
const mostBrackets = 64
const mostBetweenQuotes = 256
const [quote, backslash, bracket, brace] = [0x22, 0x5c, 0x5b, 0x7b]

/** What is far below all limits, as the alert of most tools is, by the engine itself. null: it is not, or it is no JSON. */
function readSmall(text: string): { value: unknown } | null {
  if (text.length > mostSmall || !isFlat(text)) return null
  try {
    return { value: JSON.parse(text) }
  } catch {
    return null
  }
}

/** A text with an escape in it may be longer than it is from quote to quote. */
function isFlat(text: string): boolean {
  let brackets = 0
  let quoteAt = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === backslash) return false
    if (code === bracket || code === brace) brackets += 1
    if (code !== quote) continue
    if (at - quoteAt > mostBetweenQuotes) return false
    quoteAt = at
  }
  return brackets <= mostBrackets && text.length - quoteAt <= mostBetweenQuotes
}
