/** The most bytes of one line: the largest file that anybody may upload, written as JSON, has a quarter of it. */
const longestLine = 256 * 1024 * 1024

const newline = 10

/**
 * The lines of a stream, without their ends, those of one piece together. A line that is longer than 256 MiB, or text behind
 * the last end, is a fault of the file, which is thrown as a sentence.
 */
export async function* splitLines(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer[]> {
  let rest: Buffer[] = []
  let waiting = 0
  for await (const piece of stream) {
    const lines: Buffer[] = []
    let from = 0
    for (let to = piece.indexOf(newline); to >= 0; to = piece.indexOf(newline, from)) {
      const end = piece.subarray(from, to)
      lines.push(rest.length > 0 ? Buffer.concat([...rest, end]) : end)
      rest = []
      waiting = 0
      from = to + 1
    }
    if (from < piece.length) {
      rest.push(piece.subarray(from))
      waiting += piece.length - from
    }
    if (waiting > longestLine) throw new Error('A line is longer than anything that was ever exported.')
    if (lines.length > 0) yield lines
  }
  if (waiting > 0) throw new Error('The file is cut off in the middle of a line.')
}
