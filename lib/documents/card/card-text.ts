/** What fits a card in letters that can be read. */
const mostLetters = 150

/** Signs that the font of the cards has. For others its drawing would ask the Internet. */
const otherSigns = /[^\u0020-\u007e\u00a0-\u017f\u2013\u2014\u2018\u2019\u201c\u201d\u2026]/gu

/** A text in signs that a card can show, and no longer than it holds. */
export function cardText(text: string): string {
  const shown = text.normalize('NFC').replace(otherSigns, ' ').replace(/\s+/g, ' ').trim()
  return shown.length > mostLetters ? `${shown.slice(0, mostLetters - 1).trimEnd()}…` : shown
}
