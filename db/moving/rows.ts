import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { type Client, escapeIdentifier } from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import type { MovedTable } from './catalog.ts'

/**
 * JSON has no control characters in it, so CSV whose signs are two of those is JSON as it is, a line for each row: nothing
 * has to be quoted or read again.
 */
const asJson = `(format csv, quote E'\\x01', delimiter E'\\x02')`

/** All rows of a table as JSON, a line each, in no order, in pieces that end anywhere. Nothing is kept of them in memory. */
export function copyRows(client: Client, { name, columns }: Pick<MovedTable, 'name' | 'columns'>): Readable {
  const list = columns.map(escapeIdentifier).join(', ')
  return copyOf(client, `select row_to_json(r) from (select ${list} from ${escapeIdentifier(name)}) r`)
}

/** What a query gives, one JSON in each row, as lines. */
export function copyOf(client: Client, query: string): Readable {
  return client.query(copyTo(`copy (${query}) to stdout ${asJson}`))
}

/** Waits for a table's rows, as copyRows gives them, beside the tables; they are gone with the transaction. */
export async function prepareRows(client: Client): Promise<void> {
  await client.query('create temporary table arriving (line json not null) on commit drop')
}

/**
 * Adds these rows to a table, whose own they are from then on. All at once, so that rows of one table may refer to each other.
 * Throws when one of them is none that the table takes.
 */
export async function addRows(
  client: Client,
  table: MovedTable,
  lines: AsyncIterable<Buffer>,
): Promise<void> {
  await receive(client, lines)
  const name = escapeIdentifier(table.name)
  const list = table.columns.map(escapeIdentifier).join(', ')
  await client.query(`insert into ${name} (${list}) overriding system value
    select ${list} from arriving, json_populate_record(null::${name}, line)`)
}

/** Puts these lines where a statement finds them, in place of what was there. */
export async function receive(client: Client, lines: AsyncIterable<Buffer>): Promise<void> {
  await client.query('truncate arriving')
  await pipeline(lines, client.query(copyFrom(`copy arriving from stdin ${asJson}`)))
}
