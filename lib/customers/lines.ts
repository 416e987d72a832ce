/** A line with its line end: "\n", "\r\n", "\r", or none at the end of the text. */
export type TextLine = { text: string; end: string }

/** Cuts a text into its lines while it comes. A byte order mark at its beginning is left out. */
export function createLines() {
  let rest = ''
  let isFirst = true
  return {
    *read(chunk: string): Generator<TextLine> {
      const text = rest + (isFirst ? chunk.replace(/^\uFEFF/, '') : chunk)
      isFirst &&= chunk === ''
      const lineEnd = /\r\n|\n|\r/g
      lineEnd.lastIndex = Math.max(0, rest.length - 1)
      let from = 0
      for (const { 0: end, index } of text.matchAll(lineEnd)) {
        // Whether "\n" follows is not known yet.
        if (end === '\r' && index === text.length - 1) break
        yield { text: text.slice(from, index), end }
        from = index + end.length
      }
      rest = text.slice(from)
    },
    *end(): Generator<TextLine> {
      if (rest.endsWith('\r')) yield { text: rest.slice(0, -1), end: '\r' }
      else if (rest !== '') yield { text: rest, end: '' }
    },
  }
}
