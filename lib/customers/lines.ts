/** A line with its line end: "\n", "\r\n", "\r", or none at the end of the text. */
export type TextLine = { text: string; end: string }

/** Cuts a text into its lines while it comes. A byte order mark at its beginning is left out. */
export function createLines() {
  /** What has come of the line that has not ended. It is only added to: to search it again with each piece took 0.16 s for a megabyte. */
  let rest = ''
  /** Whether it has ended with "\r", and perhaps "\n" follows. */
  let isHalfEnded = false
  let isFirst = true
  return {
    *read(chunk: string): Generator<TextLine> {
      const text = (isHalfEnded ? '\r' : '') + (isFirst ? chunk.replace(/^\uFEFF/, '') : chunk)
      isFirst &&= chunk === ''
      isHalfEnded = text.endsWith('\r')
      const last = isHalfEnded ? text.length - 1 : text.length
      let from = 0
      for (const { 0: end, index } of text.matchAll(/\r\n|\n|\r/g)) {
        if (index === last) break
        yield { text: rest + text.slice(from, index), end }
        rest = ''
        from = index + end.length
      }
      rest += text.slice(from, last)
    },
    *end(): Generator<TextLine> {
      if (isHalfEnded) yield { text: rest, end: '\r' }
      else if (rest !== '') yield { text: rest, end: '' }
    },
  }
}
