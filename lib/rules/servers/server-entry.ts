import { z } from 'zod'
import { words } from '#lib/rules/customers/customer.ts'
import { firstPart, readAlias, readHostName, readIpAddress } from './host-name.ts'

export const entryFields = ['hostname', 'label', 'aliases', 'addresses', 'group', 'note'] as const
export type EntryField = (typeof entryFields)[number]

/** At most this many characters of each, and this many names. */
const mostLabel = 60
export const mostGroupName = 80
const mostNote = 500
const mostNames = 100

/**
 * One server as staff, a file or another system says it. A field that is left out stays as it is; of a new server, label
 * is then the first part of the host name, and the rest is empty.
 */
export type ServerEntry = {
  hostname: string
  label?: string
  aliases?: string[]
  addresses?: string[]
  /** A group by its name; null: none. */
  group?: string | null
  note?: string | null
}

/** at: the line of a file, or the place in a list, from 1. unread: columns that mean nothing here. */
export type ServerItem =
  | { at: number; entry: ServerEntry }
  | { at: number; problem: ServerProblem }
  | { at: number; unread: string[] }

/**
 * What is wrong with a server, at its field, or with a whole list. named-twice: another entry is called so, earlier.
 * name-taken: a server is called so that is not among the entries, or is retired. reason: what the reader of files says.
 */
export type ServerProblem =
  | { field: EntryField; is: 'unacceptable' }
  | { field: EntryField; is: 'named-twice'; name: string; earlierAt: number }
  | { field: EntryField; is: 'name-taken'; name: string; by: string; isRetired: boolean }
  | { field: null; is: 'unknown-field'; name: string }
  | { field: null; is: 'unreadable'; reason: string }
  | { field: null; is: 'too-many'; most: number }
  | { field: null; is: 'too-many-groups'; most: number }
  | { field: null; is: 'empty-file' | 'no-hostname' | 'no-servers' | 'no-list' }

const splitNames = (text: string) => text.split(/[\s,;]+/).filter(name => name !== '')

/** Names in a list, or in one text with blanks or commas between, each brought to its normal form. */
const names = (read: (typed: string) => string | null) =>
  z
    .union([z.string().transform(splitNames), z.array(z.string())])
    .pipe(z.array(z.string()).max(mostNames))
    .transform((typed, context) => {
      const known = typed.map(read)
      if (known.every(name => name !== null)) return [...new Set(known)]
      context.addIssue({ code: 'custom', message: 'unacceptable' })
      return z.NEVER
    })

const orNothing = (text: string | null) => text || null

const Given = z.strictObject({
  hostname: z.string().transform((typed, context) => {
    const known = readHostName(typed)
    if (known !== null) return known
    context.addIssue({ code: 'custom', message: 'unacceptable' })
    return z.NEVER
  }),
  label: words(1, mostLabel).optional(),
  aliases: names(readAlias).optional(),
  addresses: names(readIpAddress).optional(),
  group: words(0, mostGroupName).nullable().transform(orNothing).optional(),
  note: words(0, mostNote).nullable().transform(orNothing).optional(),
})

/** Checks one server, whatever it came in. */
export function readServerEntry(at: number, given: unknown): ServerItem {
  const parsed = Given.safeParse(given)
  if (parsed.success) {
    const { aliases, hostname, ...rest } = parsed.data
    const others = aliases?.filter(alias => alias !== hostname)
    return { at, entry: { hostname, ...rest, ...(others ? { aliases: others } : {}) } }
  }
  const { issues } = parsed.error
  const unknown = issues.find(issue => issue.code === 'unrecognized_keys')?.keys[0]
  if (unknown !== undefined)
    return { at, problem: { field: null, is: 'unknown-field', name: unknown.slice(0, 60) } }
  const [issue] = issues
  const field = entryFields.find(known => known === issue?.path[0]) ?? 'hostname'
  return { at, problem: { field, is: 'unacceptable' } }
}

/** What a column of a file may be called. */
const columnNames = new Map<string, EntryField>([
  ['hostname', 'hostname'],
  ['host', 'hostname'],
  ['server', 'hostname'],
  ['label', 'label'],
  ['aliases', 'aliases'],
  ['alias', 'aliases'],
  ['addresses', 'addresses'],
  ['address', 'addresses'],
  ['ips', 'addresses'],
  ['ip', 'addresses'],
  ['group', 'group'],
  ['note', 'note'],
])

export type ServerColumns = ReadonlyMap<EntryField, number>

/** What the columns are of a file that begins with a server: a list of host names, with groups if need be. */
export const bareColumns: ServerColumns = new Map([
  ['hostname', 0],
  ['group', 1],
])

/** Which column of a file is what, by its first line, in any order. bare: the first line is a server already. */
export function readServerColumns(
  header: readonly string[],
): { columns: ServerColumns; unread: string[] } | 'bare' | ServerProblem {
  const named = header.map(name => columnNames.get(name.trim().toLowerCase()))
  const columns = new Map(named.flatMap((field, i) => (field ? [[field, i] as const] : [])))
  if (columns.has('hostname')) {
    const unread = header.filter((name, i) => !named[i] && name.trim() !== '')
    return { columns, unread: unread.map(name => name.trim().slice(0, 60)) }
  }
  const first = readHostName(header[0] ?? '')
  const isBare = columns.size === 0 && header.length <= 2 && first?.includes('.')
  return isBare ? 'bare' : { field: null, is: 'no-hostname' }
}

/** One line of a file. An empty cell is no label, and empties what else stands there. */
export function readServerLine(at: number, cells: readonly string[], columns: ServerColumns): ServerItem {
  const given = [...columns].flatMap(([field, i]) => {
    const cell = (cells[i] ?? '').trim()
    return field === 'label' && cell === '' ? [] : [[field, cell] as const]
  })
  return readServerEntry(at, Object.fromEntries(given))
}

/** The label of a new server that was given none. */
export function labelFor({ hostname, label }: ServerEntry): string {
  return label ?? firstPart(hostname).slice(0, mostLabel)
}
