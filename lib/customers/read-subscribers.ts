import type { Columns } from '#lib/rules/customers/customer.ts'
import {
  mostSubscriberLines,
  readSubscriberColumns,
  readSubscriberLine,
  type SubscriberItem,
} from '#lib/rules/subscribers/subscriber-line.ts'
import { readCsv } from './csv.ts'

/** The subscribers of a CSV file while it comes. A first line that names no address ends it with one problem. */
export async function* readSubscribers(
  chunks: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<SubscriberItem> {
  let columns: Columns | null = null
  let count = 0
  for await (const record of readCsv(chunks)) {
    const at = record.line
    count += 1
    if (count > mostSubscriberLines + 1) return yield { at, problem: { field: null, is: 'too-many-lines' } }
    if ('problem' in record) yield { at, problem: { field: null, is: 'unreadable', reason: record.problem } }
    else if (columns) yield readSubscriberLine(at, record.fields, columns)
    else {
      const read = readSubscriberColumns(record.fields)
      if ('is' in read) return yield { at, problem: read }
      columns = read
    }
  }
  if (!columns) yield { at: 1, problem: { field: null, is: 'empty-file' } }
}
