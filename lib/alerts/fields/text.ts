const mostSummary = 200
const mostDetailsBytes = 16 * 1024
const mostShown = 60

/** Of a text that belongs in one line, or in details, no more is looked at: a name, a path and a title are shorter. */
const mostLine = 4096
const mostText = 64 * 1024

/** Controls that turn the direction of text: they make "exe.gpj" read as "jpg.exe". */
const bidi = '\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069'
const controls = new RegExp(`[\\p{Cc}${bidi}]`, 'u')
const controlsButBreaks = new RegExp(`[^\\P{Cc}\\n\\t]|[${bidi}]`, 'gu')

/** For each character what becomes of it in a line: it stays, is a blank, or is left out. A table is quicker than patterns. */
const [stays, isBlank, isLeftOut] = [0, 1, 2]
const fates = Uint8Array.from({ length: 0x10000 }, (_, code) => {
  const letter = String.fromCharCode(code)
  if (/\s/.test(letter)) return isBlank
  return controls.test(letter) ? isLeftOut : stays
})

/** One line without control characters, trimmed; '' for anything but text, numbers and booleans. */
export function plainLine(value: unknown): string {
  return cleaned(textOf(value, mostLine), ' ').trim()
}

/** An identity as it was given, without control characters: blanks inside it count. */
export function plainName(value: unknown): string {
  return cleaned(textOf(value, mostLine), null).trim()
}

/** The text without control characters. blank: what each run of blanks becomes; null: they stay as they are. */
function cleaned(text: string, blank: string | null): string {
  let line = ''
  let from = 0
  let isInRun = false
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    const fate = fates[code]
    const isBroken = fate === isLeftOut || (fate === isBlank && (blank !== null || isControl(code)))
    if (isBroken) {
      line += text.slice(from, at)
      if (fate === isBlank && blank !== null && !isInRun) line += blank
      from = at + 1
    }
    isInRun = fate === isBlank || (isInRun && fate === isLeftOut)
  }
  return from === 0 ? text : line + text.slice(from)
}

function isControl(code: number): boolean {
  return code < 0x20 || (code >= 0x7f && code < 0xa0)
}

/** A summary: one line, cut after 200 characters. */
export function summaryOf(value: unknown): string {
  const line = plainLine(value)
  return line.length <= mostSummary ? line : [...line].slice(0, mostSummary).join('').trimEnd()
}

/** Details: lines and tabs stay; cut at 16 KiB of UTF-8, between two characters. null when there is nothing to say. */
export function detailsOf(value: unknown): string | null {
  const text = textOf(value, mostText).replace(/\r\n?/g, '\n').replace(controlsButBreaks, '').trim()
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

/** At most this much of a text, and never half a character at its end. */
function textOf(value: unknown, most: number): string {
  if (typeof value === 'string')
    return (
      value.length <= most ? value : value.slice(0, most).replace(/[\ud800-\udbff]$/, '')
    ).toWellFormed()
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : ''
}
