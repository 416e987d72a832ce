import { createHash } from 'node:crypto'
import { lockTables, type MovedTable, readLastNumber, readTables } from '#db/moving/catalog.ts'
import { copyJobs } from '#db/moving/jobs.ts'
import { copyRows } from '#db/moving/rows.ts'
import { type MovingSession, withSnapshot } from '#db/moving/session.ts'
import { type ExportHeader, type ExportMark, exportLine, exportLines } from '#lib/moving/format.ts'
import { splitLines } from '#lib/moving/lines.ts'
import { sumRows } from '#lib/moving/row-sum.ts'

/** Hears how far it is: a table, and how many rows of all tables were read. */
export type OnProgress = (table: string, rows: number) => void

/**
 * All data as it was at one moment, as lines: see docs/moving.md. The site may run meanwhile, and nothing of it waits. Memory
 * does not grow with the data.
 */
export async function* exportSite(
  { client }: MovingSession,
  header: ExportHeader,
  onProgress: OnProgress = () => {},
): AsyncGenerator<Buffer> {
  const passed = createHash('sha256')
  let total = 0

  async function* rowsOf(mark: ExportMark, stream: AsyncIterable<Buffer>, table?: MovedTable) {
    yield exportLine(mark)
    const sums = sumRows()
    for await (const lines of splitLines(stream)) {
      for (const line of lines) sums.add(line)
      yield exportLines(lines)
      onProgress(table?.name ?? 'jobs', total + sums.read().count)
    }
    const { count, sum } = sums.read()
    total += count
    yield exportLine(['rows', count, sum, table ? await readLastNumber(client, table) : null])
  }

  async function* all(): AsyncGenerator<Buffer> {
    yield exportLine(header)
    const tables = await readTables(client)
    await lockTables(client, tables)
    for (const table of tables)
      yield* rowsOf(['table', table.name, table.columns], copyRows(client, table), table)
    const jobs = await copyJobs(client)
    if (jobs) yield* rowsOf(['jobs'], jobs)
  }

  for await (const piece of withSnapshot(client, all)) {
    passed.update(piece)
    yield piece
  }
  yield exportLine(['end', total, passed.digest('hex')])
}
