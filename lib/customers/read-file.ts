import {
  type Columns,
  type CustomerItem,
  readColumns,
  readCustomerLine,
} from '#lib/rules/customers/customer.ts'
import { readCsv } from './csv.ts'

/** The customers of a CSV file while it comes. A first line that names too little ends it with one problem. */
export async function* readCustomerFile(
  chunks: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<CustomerItem> {
  let columns: Columns | null = null
  for await (const record of readCsv(chunks)) {
    const at = record.line
    if ('problem' in record) yield { at, problem: { field: null, is: 'unreadable', reason: record.problem } }
    else if (columns) yield readCustomerLine(at, record.fields, columns)
    else {
      const read = readColumns(record.fields)
      if ('is' in read) return yield { at, problem: read }
      columns = read
    }
  }
  if (!columns) yield { at: 1, problem: { field: null, is: 'empty-file' } }
}
