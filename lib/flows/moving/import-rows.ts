import { findPending, readMigrationNames, runMigrations } from '#db/migration-steps.ts'
import { dropSettings, type MovedTable, readTables, writeLastNumber } from '#db/moving/catalog.ts'
import type { MovedJobs } from '#db/moving/jobs.ts'
import { addRows, copyRows, prepareRows, receive } from '#db/moving/rows.ts'
import { atOnce, type MovingSession } from '#db/moving/session.ts'
import { markUnfinished } from '#db/moving/unfinished.ts'
import { splitLines } from '#lib/moving/lines.ts'
import { type PartEnd, readExport } from '#lib/moving/read-export.ts'
import { type RowSum, sumRows } from '#lib/moving/row-sum.ts'

/** A table that has arrived, and was read again row by row. */
export type ArrivedTable = RowSum & { name: string }

export type ImportedRows = { tables: ArrivedTable[]; jobs: number }

type Given = {
  migration: string
  /** Where jobs are asked for; null: they are left out. */
  jobs: MovedJobs | null
  onTable(table: ArrivedTable): void
}

/**
 * Puts all rows of an export into an empty database, in one transaction: tables as they were when it was written, each read
 * again and compared, then brought up to date. Until endImport no site starts on it. Throws a sentence, and has added nothing,
 * where a row is not taken or does not come out as it went in.
 */
export async function importRows(
  { client }: MovingSession,
  stream: AsyncIterable<Buffer>,
  { migration, jobs, onTable }: Given,
): Promise<ImportedRows> {
  await refuseUnknown(migration)
  await runMigrations(client, await findPending(client, migration))
  const wanted = new Map((await readTables(client)).map(table => [table.name, table]))
  const arrived: ArrivedTable[] = []
  let asked = 0

  async function take(name: string, columns: string[], rows: AsyncIterable<Buffer>): Promise<void> {
    const table = knownTable(wanted.get(name), name, columns)
    await addRows(client, table, rows).catch(error => {
      throw new Error(`The table ${name} does not take its rows: ${error.message}`)
    })
  }

  async function compare(name: string, columns: string[], end: PartEnd): Promise<void> {
    const found = await sumTable({ client }, { name, columns })
    if (found.count !== end.count || found.sum !== end.sum)
      throw new Error(`The rows of ${name} did not arrive as they were: nothing was imported.`)
    const table = wanted.get(name)
    if (table?.numbers && end.lastNumber !== null) await writeLastNumber(client, table, end.lastNumber)
    wanted.delete(name)
    arrived.push({ name, ...found })
    onTable({ name, ...found })
  }

  await atOnce(client, async () => {
    await prepareRows(client)
    await dropSettings(client)
    await readExport(stream, {
      header() {},
      async part(part, rows) {
        if (part.is === 'table') await take(part.name, part.columns, rows)
        else await receive(client, rows)
      },
      async partEnd(part, end) {
        if (part.is === 'table') await compare(part.name, part.columns, end)
        else asked = (await jobs?.add(client)) ?? 0
      },
    })
    if (wanted.size > 0) throw new Error(`The file lacks ${[...wanted.keys()].join(', ')}.`)
    await markUnfinished(client)
  })
  await runMigrations(client, await findPending(client))
  return { tables: arrived, jobs: asked }
}

async function refuseUnknown(migration: string): Promise<void> {
  const names = readMigrationNames()
  if (names.includes(migration)) return
  throw new Error(
    `The file was written by a later version (its database has ${migration}, and this version ends with ${names.at(-1)}): install that version, or a later one.`,
  )
}

function knownTable(table: MovedTable | undefined, name: string, columns: readonly string[]): MovedTable {
  if (!table) throw new Error(`The file has a table ${name} twice, or one that there is not.`)
  const isSame =
    columns.length === table.columns.length && columns.every(each => table.columns.includes(each))
  if (!isSame) throw new Error(`The file has other columns of ${name} than its migration says.`)
  return { ...table, columns: [...columns] }
}

/** Reads a table whole. */
async function sumTable(
  { client }: Pick<MovingSession, 'client'>,
  table: Pick<MovedTable, 'name' | 'columns'>,
): Promise<RowSum> {
  const sums = sumRows()
  for await (const lines of splitLines(copyRows(client, table))) for (const line of lines) sums.add(line)
  return sums.read()
}
