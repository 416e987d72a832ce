import type { ExportHeader } from '#lib/moving/format.ts'
import { readExport } from '#lib/moving/read-export.ts'

export type ExportSummary = {
  header: ExportHeader
  tables: string[]
  rows: number
  /** SHA-256 of all lines but the last, hex. */
  sum: string
}

/** Reads a whole export and keeps nothing of it. Throws a sentence when it is not as it was written. */
export async function checkExport(stream: AsyncIterable<Buffer>): Promise<ExportSummary> {
  let header: ExportHeader | null = null
  const tables: string[] = []
  const { count, sum } = await readExport(stream, {
    header(read) {
      header = read
    },
    async part(part, rows) {
      if (part.is === 'table') tables.push(part.name)
      for await (const _ of rows);
    },
    partEnd() {},
  })
  if (!header) throw new Error('The file has no beginning.')
  return { header, tables, rows: count, sum }
}
