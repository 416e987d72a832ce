import { z } from 'zod'
import { Email, emailProblem } from '#lib/rules/subscribers/email.ts'
import { readDomain } from '#lib/rules/subscribers/target.ts'

/** One line of the customer map, as a hoster's own system says it. */
export type Customer = { domain: string; account: string | null; server: string; contacts: string[] }

/** at: the line of a file, or the place in a list, from 1. */
export type CustomerItem = { at: number; customer: Customer } | { at: number; problem: CustomerProblem }

export type CustomerField = 'domain' | 'server' | 'account' | 'contacts'

/**
 * What is wrong with a customer, at its field, or with a whole file. placed-twice: its domain stands on another server
 * already, earlier. missing: the columns that a file has not. reason: what the reader of files says.
 */
export type CustomerProblem =
  | { field: CustomerField; is: 'unacceptable' }
  | { field: 'contacts'; is: 'foreign-mailbox' }
  | { field: 'server'; is: 'unknown-server' | 'ambiguous-server'; server: string }
  | { field: 'domain'; is: 'placed-twice'; earlierAt: number }
  | { field: null; is: 'no-columns'; missing: 'domain' | 'server' | 'both' }
  | { field: null; is: 'empty-file' | 'no-customers' }
  | { field: null; is: 'unreadable'; reason: string }

/** Text of this length without control characters, of which the database takes not all. */
export const words = (least: number, most: number) =>
  z
    .string()
    .trim()
    .min(least)
    .max(most)
    .regex(/^\P{Cc}*$/u)

const Given = z.object({
  domain: z.string().trim().min(1).max(300),
  server: words(1, 253),
  account: words(0, 200).nullish(),
  contacts: z.array(Email).max(50).default([]),
})

/** Checks one customer, whatever it came in. */
export function readCustomer(at: number, given: unknown): CustomerItem {
  const parsed = Given.safeParse(given)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    // The path of an issue begins with a field, unless what was given is no customer at all.
    const field = (issue?.path[0] ?? 'domain') as CustomerField
    if (field === 'contacts' && hasForeignMailbox(given, issue?.path[1]))
      return { at, problem: { field, is: 'foreign-mailbox' } }
    return { at, problem: { field, is: 'unacceptable' } }
  }
  const { server, account, contacts } = parsed.data
  const domain = readDomain(parsed.data.domain)
  if (!domain) return { at, problem: { field: 'domain', is: 'unacceptable' } }
  return { at, customer: { domain, server, account: account || null, contacts } }
}

/** Whether the contact at this place is an address, but of a mailbox that Email does not take. */
function hasForeignMailbox(given: unknown, place: PropertyKey | undefined): boolean {
  const listed = z.object({ contacts: z.array(z.unknown()) }).safeParse(given).data?.contacts ?? []
  return typeof place === 'number' && emailProblem(listed[place]) === 'mailbox'
}

export type Columns = ReadonlyMap<string, number>

/** Which column of a file is what, by its first line, in any order; or what is missing in it. */
export function readColumns(header: readonly string[]): Columns | CustomerProblem {
  const columns = new Map(header.map((name, i) => [name.trim().toLowerCase(), i]))
  const missing = (['domain', 'server'] as const).filter(name => !columns.has(name))
  const [first, second] = missing
  return first ? { field: null, is: 'no-columns', missing: second ? 'both' : first } : columns
}

/** One line of a file. Contacts are separated by spaces. */
export function readCustomerLine(at: number, fields: readonly string[], columns: Columns): CustomerItem {
  const cell = (name: string) => fields[columns.get(name) ?? -1] ?? ''
  const contacts = cell('contacts')
    .split(/[\s,;]+/)
    .filter(text => text !== '')
  const account = cell('account')
  return readCustomer(at, { domain: cell('domain'), server: cell('server'), account, contacts })
}

/** What a change does to the map. */
export type MapChange = {
  added: number
  /** On another server than before: its subscriptions move along. */
  moved: number
  /** On the same server, with another account or other contacts. */
  changed: number
  unchanged: number
  removed: number
}

/** At most this many problems are told one by one; the others are counted. */
export const mostProblems = 100

export type CustomerReport = MapChange & {
  problems: ({ at: number } & CustomerProblem)[]
  problemCount: number
}
