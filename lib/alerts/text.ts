// What has no place in a text that people read: NUL, the other C0 and C1 controls, and marks that turn the direction of reading.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed.
const controls = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g
const bidi = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g
const loneSurrogates = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g

const mostSummaryLetters = 200
const mostDetailBytes = 16 * 1024

/** Without controls and marks of direction; line breaks and tabs stay. */
export function cleanText(text: string): string {
  return text.replace(controls, '').replace(bidi, '').replace(loneSurrogates, '\ufffd')
}

/** One line of at most 200 characters. */
export function cleanSummary(text: string): string {
  const line = cleanText(text).replace(/\s+/g, ' ').trim()
  const letters = [...line]
  return letters.length <= mostSummaryLetters ? line : `${letters.slice(0, mostSummaryLetters - 1).join('')}…`
}

/** At most 16 KiB of UTF-8, cut between characters. */
export function cleanDetails(text: string): string {
  const clean = cleanText(text)
  const bytes = Buffer.from(clean)
  if (bytes.length <= mostDetailBytes) return clean
  let end = mostDetailBytes
  // A byte 10xxxxxx goes on with the character before it.
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1
  return bytes.subarray(0, end).toString('utf8')
}
