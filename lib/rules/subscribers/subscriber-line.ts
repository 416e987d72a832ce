import { type Columns, words } from '#lib/rules/customers/customer.ts'
import { type Language, readLanguage } from '#lib/rules/languages/language.ts'
import { Email, emailProblem } from './email.ts'

/** One line of a file of subscribers. */
export type SubscriberLine = {
  email: string
  /** What they are to hear of, as it stands there: names of servers and groups, domains, or "all". */
  watch: string[]
  /** What the file says of their consent; null: nothing. */
  proof: string | null
  /** In which they read; left out or null: it says nothing of that. */
  language?: Language | null
}

/** at: the line of a file, from 1. */
export type SubscriberItem = { at: number; line: SubscriberLine } | { at: number; problem: SubscriberProblem }

/** What is wrong with a line, at its field, or with a whole file. reason: what the reader of files says. */
export type SubscriberProblem =
  | { field: 'email'; is: 'no-address' | 'foreign-mailbox' }
  | { field: 'email'; is: 'twice'; earlierAt: number }
  | { field: 'watch'; is: 'nothing' | 'many' }
  | { field: 'watch'; is: 'unknown' | 'ambiguous'; name: string }
  | { field: 'consent'; is: 'unacceptable' }
  | { field: 'language'; is: 'unknown-language' }
  | { field: 'state'; is: 'not-confirmed' }
  | { field: null; is: 'no-address-column' | 'empty-file' | 'too-many-lines' }
  | { field: null; is: 'unreadable'; reason: string }

/** A longer file is read no further: two bytes a line would otherwise be a million of them. */
export const mostSubscriberLines = 100_000

/** One line names at most this many things to watch. */
export const mostWatched = 50

/** What staff note of where consent was given, and what a file says of one address. */
export const mostConsent = 300

/** Which column of a file is what, by its first line, in any order. Only the address must be there. */
export function readSubscriberColumns(header: readonly string[]): Columns | SubscriberProblem {
  const columns = new Map(header.map((name, i) => [name.trim().toLowerCase(), i]))
  return columns.has('email') ? columns : { field: null, is: 'no-address-column' }
}

const Proof = words(0, mostConsent)

/** One line of a file. In "watch" names stand with ";" between them, as an export writes them. */
export function readSubscriberLine(at: number, fields: readonly string[], columns: Columns): SubscriberItem {
  const cell = (name: string) => withoutGuard(fields[columns.get(name) ?? -1] ?? '')
  const problem = (each: SubscriberProblem): SubscriberItem => ({ at, problem: each })
  const typed = cell('email')
  const email = Email.safeParse(typed).data
  if (!email)
    return problem({
      field: 'email',
      is: emailProblem(typed) === 'mailbox' ? 'foreign-mailbox' : 'no-address',
    })
  const state = cell('state').trim().toLowerCase()
  if (state !== '' && state !== 'confirmed') return problem({ field: 'state', is: 'not-confirmed' })
  const proof = Proof.safeParse(cell('consent')).data
  if (proof === undefined) return problem({ field: 'consent', is: 'unacceptable' })
  const language = readLanguage(cell('language'))
  if (!language && cell('language').trim() !== '')
    return problem({ field: 'language', is: 'unknown-language' })
  const watch = readWatchNames(cell('watch'))
  if (watch.length > mostWatched) return problem({ field: 'watch', is: 'many' })
  return { at, line: { email, watch, proof: proof || null, language } }
}

/** The names in one field, each once. */
export function readWatchNames(typed: string): string[] {
  const names = typed.split(/[;|\n]/).map(name => name.trim())
  return [...new Set(names.filter(name => name !== ''))]
}

/** What a spreadsheet takes for a formula begins with one of these, also as wide as a Chinese sign. */
const formula = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/

/** A cell that no spreadsheet runs (OWASP, CSV injection): what looks like a formula gets an apostrophe before it. */
export function guardedCell(text: string): string {
  return formula.test(text) ? `'${text}` : text
}

/** What such a cell said before. */
export function withoutGuard(cell: string): string {
  return cell.startsWith("'") && formula.test(cell.slice(1)) ? cell.slice(1) : cell
}

/** One record of a CSV file (RFC 4180), each cell guarded. */
export function csvRecord(cells: readonly string[]): string {
  return `${cells.map(cell => quoted(guardedCell(cell))).join(',')}\r\n`
}

function quoted(cell: string): string {
  return /[",;\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}
