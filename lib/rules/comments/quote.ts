/** As much of a text as reminds of it. */
const longestQuote = 280

/** A text in one line, for a quote; what is longer ends with a whole word and an ellipsis. */
export function quoteOf(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= longestQuote) return line
  const cut = line.slice(0, longestQuote - 1)
  const end = cut.lastIndexOf(' ')
  return `${(end > longestQuote / 2 ? cut.slice(0, end) : cut).toWellFormed().replace(/\uFFFD$/, '')}…`
}

/** What a reader asks about: a numbered point, or an entry of the timeline by its id. */
export type AskedPoint = { is: 'point'; number: number } | { is: 'update'; id: string }

/** null for what names neither. */
export function readAskedPoint(about: unknown): AskedPoint | null {
  if (typeof about !== 'string') return null
  const point = /^point-([1-9]\d?)$/.exec(about)?.[1]
  if (point) return { is: 'point', number: Number(point) }
  const id = /^update-([a-z0-9]{1,40})$/.exec(about)?.[1]
  return id ? { is: 'update', id } : null
}
