const number = /-?(?:0|[1-9]\d{0,400})(?:\.\d{1,400})?(?:[eE][+-]?\d{1,400})?/y
const word = /true|false|null/y

const backslash = 0x5c

/** The number, true, false or null that begins at this place, and how many characters it takes; null: something else does. */
export function plainAt(text: string, at: number): { value: unknown; length: number } | null {
  number.lastIndex = at
  const digits = number.exec(text)?.[0]
  if (digits !== undefined) return { value: Number(digits), length: digits.length }
  word.lastIndex = at
  const named = word.exec(text)?.[0]
  if (named === undefined) return null
  return { value: named === 'null' ? null : named === 'true', length: named.length }
}

/** The place of the quote that ends the text which begins at this one; null: there is none. */
export function closingQuote(text: string, from: number, most: number): number | 'too far' | null {
  for (let at = text.indexOf('"', from + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    if (at - from > most) return 'too far'
    let before = at - 1
    while (text.charCodeAt(before) === backslash) before -= 1
    // An even number of backslashes escape each other, and not the quote.
    if ((at - before) % 2 === 1) return at
  }
  return null
}

/** Takes half an escape off the end. */
export function cut(raw: string): string {
  const whole = raw.replace(/\\u[0-9a-f]{0,3}$/i, match =>
    isEscaped(raw, raw.length - match.length) ? match : '',
  )
  return isEscaped(whole, whole.length) ? whole.slice(0, -1) : whole
}

/** Whether the character at this place is escaped: behind an odd number of backslashes. */
function isEscaped(raw: string, place: number): boolean {
  let at = place
  while (raw[at - 1] === '\\') at -= 1
  return (place - at) % 2 === 1
}
