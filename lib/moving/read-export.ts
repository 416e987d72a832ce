import { createHash } from 'node:crypto'
import { ExportHeader, ExportMark, exportLines, formatVersion } from './format.ts'
import { splitLines } from './lines.ts'
import { type RowSum, sumRows } from './row-sum.ts'

/** A part of an export; jobs: what waited to be done. */
export type ExportPart = { is: 'table'; name: string; columns: string[] } | { is: 'jobs' }

/** What stands at the end of a part, found to be so. lastNumber: see ExportMark. */
export type PartEnd = RowSum & { lastNumber: string | null }

export type ExportReader = {
  header(header: ExportHeader): void | Promise<void>
  /** Takes all rows of a part. */
  part(part: ExportPart, rows: AsyncIterable<Buffer>): Promise<void>
  partEnd(part: ExportPart, end: PartEnd): void | Promise<void>
}

const brace = 123

/**
 * Reads an export from its beginning to its end, keeping no more than a piece of it. Throws a sentence when it is none, when it
 * is of a later version, or not as it was written; what the reader was given until then is not to be used.
 */
export async function readExport(stream: AsyncIterable<Buffer>, reader: ExportReader): Promise<RowSum> {
  const lines = cursorOf(stream)
  await reader.header(headerOf(await lines.next()))
  let total = 0
  for (;;) {
    const mark = markOf(await lines.next(false))
    if (mark[0] === 'end') {
      const isWhole = mark[1] === total && mark[2] === lines.hash()
      if (!isWhole || (await lines.next()) !== null) throw new Error('The file is not as it was written.')
      return { count: total, sum: mark[2] }
    }
    if (mark[0] === 'rows') throw new Error('The file is not as it was written.')
    lines.accept()
    const part: ExportPart =
      mark[0] === 'jobs' ? { is: 'jobs' } : { is: 'table', name: mark[1], columns: mark[2] }
    total += await readPart(part, lines, reader)
  }
}

async function readPart(part: ExportPart, lines: Cursor, reader: ExportReader): Promise<number> {
  const sums = sumRows()
  await reader.part(part, lines.rows(sums.add))
  const mark = markOf(await lines.next())
  const found = sums.read()
  if (mark[0] !== 'rows' || mark[1] !== found.count || mark[2] !== found.sum)
    throw new Error(`The rows of ${part.is === 'table' ? part.name : 'jobs'} are not as they were written.`)
  await reader.partEnd(part, { ...found, lastNumber: mark[3] })
  return found.count
}

function headerOf(line: Buffer | null): ExportHeader {
  const read = ExportHeader.safeParse(parsed(line))
  if (!read.success) throw new Error('The file is no export of Allclear.')
  const { format, version } = read.data
  if (format <= formatVersion) return read.data
  throw new Error(
    `The file was written by Allclear ${version} in a form that this version does not know: install that version, or a later one.`,
  )
}

function markOf(line: Buffer | null): ExportMark {
  if (line === null) throw new Error('The file is cut off before its end.')
  const read = ExportMark.safeParse(parsed(line))
  if (!read.success) throw new Error('The file is not as it was written.')
  return read.data
}

function parsed(line: Buffer | null): unknown {
  try {
    return line && JSON.parse(line.toString())
  } catch {
    return null
  }
}

type Cursor = ReturnType<typeof cursorOf>

/** Goes through the lines of a stream, and keeps the hash of those that it has passed. */
function cursorOf(stream: AsyncIterable<Buffer>) {
  const pieces = splitLines(stream)
  const passed = createHash('sha256')
  let lines: Buffer[] = []
  let place = 0
  let held: Buffer | null = null

  async function fill(): Promise<boolean> {
    if (place < lines.length) return true
    const next = await pieces.next()
    if (next.done) return false
    lines = next.value
    place = 0
    return true
  }

  return {
    /** isPassed: false keeps it out of the hash until it is accepted. */
    async next(isPassed = true): Promise<Buffer | null> {
      if (!(await fill())) return null
      held = lines[place++] as Buffer
      if (isPassed) passed.update(exportLines([held]))
      return held
    },
    accept(): void {
      if (held) passed.update(exportLines([held]))
    },
    /** The rows up to the next mark, many in a piece. */
    async *rows(onRow: (row: Buffer) => void): AsyncGenerator<Buffer> {
      while (await fill()) {
        const from = place
        while (place < lines.length && lines[place]?.[0] === brace) onRow(lines[place++] as Buffer)
        if (place > from) {
          const piece = exportLines(lines.slice(from, place))
          passed.update(piece)
          yield piece
        }
        if (place < lines.length) return
      }
    },
    hash: (): string => passed.digest('hex'),
  }
}
