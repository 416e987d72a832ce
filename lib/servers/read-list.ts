import { readCsv } from '#lib/customers/csv.ts'
import {
  bareColumns,
  readServerColumns,
  readServerLine,
  type ServerColumns,
  type ServerItem,
} from '#lib/rules/servers/server-entry.ts'
import { readYamlList } from './yaml-list.ts'

/** More in one list are a mistake, or not servers. */
export const mostListed = 5_000

/** The servers of a list while it comes: YAML or CSV, whichever it is, or one host name a line. */
export async function* readServerList(
  chunks: AsyncIterable<string> | Iterable<string>,
): AsyncGenerator<ServerItem> {
  const { isYaml, all } = await beginningOf(chunks)
  let count = 0
  for await (const item of isYaml ? readYamlList(all) : readCsvList(all)) {
    if (!('unread' in item)) count += 1
    if (count > mostListed)
      return yield { at: item.at, problem: { field: null, is: 'too-many', most: mostListed } }
    yield item
  }
}

async function* readCsvList(chunks: AsyncIterable<string>): AsyncGenerator<ServerItem> {
  let columns: ServerColumns | null = null
  let isEmpty = true
  for await (const record of readCsv(chunks)) {
    isEmpty = false
    const at = record.line
    if ('problem' in record) yield { at, problem: { field: null, is: 'unreadable', reason: record.problem } }
    else if (columns) yield readServerLine(at, record.fields, columns)
    else {
      const read = readServerColumns(record.fields)
      if (read !== 'bare' && 'is' in read) return yield { at, problem: read }
      columns = read === 'bare' ? bareColumns : read.columns
      if (read === 'bare') yield readServerLine(at, record.fields, columns)
      else if (read.unread.length > 0) yield { at, unread: read.unread }
    }
  }
  if (isEmpty) yield { at: 1, problem: { field: null, is: 'empty-file' } }
}

/** How much is looked at to tell one from the other. */
const beginningLength = 4_096

/** Waits for the beginning of a text, and hands on all of it. */
async function beginningOf(chunks: AsyncIterable<string> | Iterable<string>) {
  const iterator = (async function* () {
    yield* chunks
  })()
  let text = ''
  while (text.length < beginningLength) {
    const next = await iterator.next()
    if (next.done) break
    text += next.value
  }
  const all = (async function* () {
    yield text
    yield* iterator
  })()
  return { isYaml: looksLikeYaml(text.slice(0, beginningLength)), all }
}

/** The first line that says something is an item of a list, a key, or the mark of a document. */
function looksLikeYaml(beginning: string): boolean {
  const lines = beginning.replace(/^\uFEFF/, '').split(/\r?\n/)
  const first = lines.find(line => line.trim() !== '' && !line.trim().startsWith('#')) ?? ''
  return /^\s*(- |-$|---|%YAML|[\w.-]+:\s*(#.*)?$)/.test(first)
}
