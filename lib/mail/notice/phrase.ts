/** An encoded word has at most 75 signs (RFC 2047, 2): this many bytes in base64, beside its frame "=?UTF-8?B??=". */
const mostBytes = 45

/**
 * A name as it stands before an address or an id in a header (RFC 5322, phrase): as it is where it is plain words, quoted
 * where it has other signs of ASCII, in encoded words (RFC 2047) where it has mails of other scripts.
 */
export function namePhrase(name: string): string {
  const words = name
    .toWellFormed()
    .replace(/[\p{C}\p{Z}\s]+/gu, ' ')
    .trim()
  if (/^[\w!#$%&'*+/^`{|}~ -]*$/.test(words)) return words
  // What looks like an encoded word would be decoded.
  if (/^[\x20-\x7e]*$/.test(words) && !words.includes('=?')) return `"${words.replace(/["\\]/g, '\\$&')}"`
  return pieces(words)
    .map(piece => `=?UTF-8?B?${Buffer.from(piece).toString('base64')}?=`)
    .join(' ')
}

/** Pieces that fit into an encoded word each, without half a mail. */
function pieces(words: string): string[] {
  const found: string[] = []
  for (const mail of words) {
    const longer = `${found.at(-1) ?? ''}${mail}`
    if (found.length > 0 && Buffer.byteLength(longer) <= mostBytes) found[found.length - 1] = longer
    else found.push(mail)
  }
  return found
}
