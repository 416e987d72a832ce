import { fairPauses } from '#lib/limits/fair-queue.ts'
import {
  type CsvPart,
  type CsvRecord,
  isEmptyRecord,
  parseParts,
  separatorOf,
  unclosed,
} from './csv-parts.ts'
import { createLines, type TextLine } from './lines.ts'

/** A longer record is a quote that was never closed. */
const longestRecord = 10_000
const tooLong = `longer than ${longestRecord} characters: is a quote not closed?`

/** Finding a fault costs as much as many records, so a file that is no CSV is given up. */
const mostFaults = 1_000
const tooMany = `more than ${mostFaults} lines are at fault, so what follows was not read`

/** How much is parsed at once: little enough that nobody waits long for it. */
const batchLength = 16_384

/** Also where lines are empty, others are served in between. */
const linesPerStep = 256

/**
 * Reads CSV as RFC 4180 has it while it comes: quoted fields with commas, quotes and line ends inside, any line end,
 * a byte order mark, and ";" between fields where the first line uses it. Empty lines are left out, and others are served
 * in between.
 */
export async function* readCsv(chunks: AsyncIterable<string> | Iterable<string>): AsyncGenerator<CsvRecord> {
  const turn = fairPauses()
  let faults = 0
  for await (const record of recordsOf(chunks)) {
    const wait = turn()
    if (wait) await wait
    if (!record || isEmptyRecord(record)) continue
    if ('problem' in record && ++faults > mostFaults) return yield { line: record.line, problem: tooMany }
    yield record
  }
}

/** null: others may be served. */
async function* recordsOf(
  chunks: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<CsvRecord | null> {
  const lines = createLines()
  const reader = createReader()
  for await (const chunk of chunks) for (const line of lines.read(chunk)) yield* reader.read(line)
  for (const line of lines.end()) yield* reader.read(line)
  yield* reader.end()
}

/** The parser gives up a text at its first fault, so it gets whole records, and reading goes on behind the one at fault. */
function createReader() {
  let separator: string | null = null
  let line = 0
  let waiting: CsvPart[] = []
  let length = 0
  /** A record whose quote is open at the end of the line. */
  let open: CsvPart | null = null

  function* readWaiting(): Generator<CsvRecord> {
    const parts = waiting
    waiting = []
    length = 0
    yield* parseParts(parts, separator ?? ',')
  }

  function* wait(part: CsvPart): Generator<CsvRecord> {
    separator ??= separatorOf(part.text)
    waiting.push(part)
    length += part.text.length
    if (length >= batchLength) yield* readWaiting()
  }

  function* readLine(text: string): Generator<CsvRecord> {
    const part: CsvPart = open ? { line: open.line, text: open.text + text } : { line, text }
    if (part.text === '') return
    // Of quotes that are odd in number one opens a field, or closes the open one.
    const isTurning = hasOddQuotes(text)
    if (part.text.length > longestRecord) {
      open = null
      yield* readWaiting()
      yield { line: part.line, problem: tooLong }
    } else if (open ? !isTurning : isTurning && endsInQuotes(text, separator)) open = part
    else {
      open = null
      yield* wait(part)
    }
  }

  return {
    *read({ text, end }: TextLine): Generator<CsvRecord | null> {
      line += 1
      yield* readLine(text)
      if (open) open = { line: open.line, text: open.text + end }
      if (line % linesPerStep === 0) yield null
    },
    *end(): Generator<CsvRecord> {
      yield* readWaiting()
      if (open) yield { line: open.line, problem: unclosed }
    },
  }
}

/** Whether the last field begins with a quote that is open at the end. null: any separator counts. */
function endsInQuotes(text: string, separator: string | null): boolean {
  return /(?:^|[,;])"(?:[^"]|"")*$/.test(
    separator === ';' ? text.replaceAll(',', ' ') : separator ? text.replaceAll(';', ' ') : text,
  )
}

function hasOddQuotes(text: string): boolean {
  let isOdd = false
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) isOdd = !isOdd
  return isOdd
}
