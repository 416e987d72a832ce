/** The widths of Verdana's letters in thousandths of its size, by kind: near enough where the letters are made to fit. */
const widths: readonly [RegExp, number][] = [
  [/[ijl.,:;'|!]/, 330],
  [/[ft()[\]/ r-]/, 420],
  [/[mwMW@%]/, 920],
  [/[A-Z&]/, 720],
  [/[a-z0-9]/, 620],
]
const otherWidth = 900

/** How wide a text is at a size, in its unit. */
export function textWidth(text: string, size: number): number {
  const sum = [...text].reduce((width, letter) => width + letterWidth(letter), 0)
  return (sum * size) / 1000
}

function letterWidth(letter: string): number {
  return widths.find(([kind]) => kind.test(letter))?.[1] ?? otherWidth
}
