const mostSummary = 200
const mostDetailsBytes = 16 * 1024
const mostShown = 60

/** Controls that turn the direction of text: they make "exe.gpj" read as "jpg.exe". */
const bidi = '\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069'
const controls = new RegExp(`[\\p{Cc}${bidi}]`, 'gu')
const controlsButBreaks = new RegExp(`[^\\P{Cc}\\n\\t]|[${bidi}]`, 'gu')

/** One line without control characters, trimmed; '' for anything but text, numbers and booleans. */
export function plainLine(value: unknown): string {
  return textOf(value).replace(/\s+/g, ' ').replace(controls, '').trim()
}

/** An identity as it was given, without control characters: blanks inside it count. */
export function plainName(value: unknown): string {
  return textOf(value).replace(controls, '').trim()
}

/** A summary: one line, cut after 200 characters. */
export function summaryOf(value: unknown): string {
  const line = plainLine(value)
  return line.length <= mostSummary ? line : [...line].slice(0, mostSummary).join('').trimEnd()
}

/** Details: lines and tabs stay; cut at 16 KiB of UTF-8, between two characters. null when there is nothing to say. */
export function detailsOf(value: unknown): string | null {
  const text = textOf(value).replace(/\r\n?/g, '\n').replace(controlsButBreaks, '').trim()
  if (text === '') return null
  const bytes = Buffer.from(text)
  if (bytes.length <= mostDetailsBytes) return text
  let end = mostDetailsBytes
  while (isContinuation(bytes[end])) end--
  return bytes.subarray(0, end).toString()
}

/** The lines that say something, one below the other. */
export function joinLines(...lines: readonly (string | null | undefined)[]): string {
  return lines.filter(line => line).join('\n')
}

/** A value as an answer quotes it: short, and never the whole of something large. */
export function quoted(value: unknown): string {
  if (value === undefined) return 'missing'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object' && value !== null) return 'an object'
  const line = plainLine(value)
  const short = line.length > mostShown ? `${[...line].slice(0, mostShown).join('')}…` : line
  return typeof value === 'string' ? `"${short}"` : short || 'null'
}

function isContinuation(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80
}

function textOf(value: unknown): string {
  if (typeof value === 'string') return value.toWellFormed()
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}
