/** Signs that the fonts of a sheet have: the letters of Europe, and what stands between them. */
const otherSigns =
  /[^\u0020-\u007e\u00a0-\u00ac\u00ae-\u024f\u0370-\u0377\u037a-\u037f\u0384-\u052f\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20ac\u2122\u2212]/gu

/** A text in signs that a sheet can show, on one line; what it cannot show is a question mark. */
export function sheetText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\p{Cf}\p{Mn}]/gu, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(otherSigns, '?')
    .trim()
}
