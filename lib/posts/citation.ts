/** A place in a plain text that cites a numbered point: text.slice(start, end) is "point 6", or a further number of its list. */
export type Citation = { point: number; start: number; end: number }

const opening =
  /(?<![\p{L}\p{N}_/&#-])(?:(?:points?|items?)\s{1,3}(?:(?:no\.?|nos\.?|number)\s{0,3})?#?|#)(?=\d)/giu
const number = /([1-9]\d?)(?![\p{L}\p{N}_]|[.,:]\d|%)/uy
const next = /\s{0,3}(?:,\s{0,3}and|,|and|or|&|\+)\s{0,3}#?(?=\d)/iy

/**
 * Finds "point 6", "points 2, 3 and 6", "item 6" and "#6" in a comment, in reading order.
 * Numbers above most, the number of points the post has, cite nothing.
 */
export function findCitations(text: string, most = 99): Citation[] {
  const found: Citation[] = []
  let done = 0
  for (const match of text.matchAll(opening)) {
    // "#3" in "points 2 and #3" was read with its list.
    if (match.index < done) continue
    let start = match.index
    let at = start + match[0].length
    for (;;) {
      const point = matchAt(number, text, at)
      if (!point) break
      done = at + point.length
      if (Number(point) <= most) found.push({ point: Number(point), start, end: done })
      const link = matchAt(next, text, done)
      if (!link) break
      at = done + link.length
      start = link.endsWith('#') ? at - 1 : at
    }
  }
  return found
}

/** The points that a comment cites, smallest first, each once. */
export function citedPoints(text: string): number[] {
  return [...new Set(findCitations(text).map(citation => citation.point))].sort((a, b) => a - b)
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}
