import { z } from 'zod'
import { Email, emailProblem } from '#lib/rules/subscribers/email.ts'
import { readDomain } from '#lib/rules/subscribers/target.ts'

/** One line of the customer map, as a hoster's own system says it. */
export type Customer = { domain: string; account: string | null; server: string; contacts: string[] }

/** at: the line of a file, or the place in a list, from 1. */
export type CustomerItem = { at: number; customer: Customer } | { at: number; problem: CustomerProblem }

export type CustomerProblem = { field: string | null; reason: string }

/** Text of this length without control characters, of which the database takes not all. */
export const words = (least: number, most: number) =>
  z
    .string()
    .trim()
    .min(least)
    .max(most)
    .regex(/^\P{Cc}*$/u)

const Given = z.object({
  domain: z.string().trim().min(1, 'is missing').max(300),
  server: words(1, 253),
  account: words(0, 200).nullish(),
  contacts: z.array(Email).max(50).default([]),
})

const accepts: Record<string, string> = {
  domain: 'a domain such as example.com',
  server: 'a name or an address of a server',
  account: 'at most 200 characters, and no control characters',
  contacts: 'a list of at most 50 e-mail addresses',
}

/** Checks one customer, whatever it came in. */
export function readCustomer(at: number, given: unknown): CustomerItem {
  const parsed = Given.safeParse(given)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const field = String(issue?.path[0] ?? 'domain')
    const isMailbox = field === 'contacts' && hasForeignMailbox(given, issue?.path[1])
    const reason = isMailbox ? foreignMailbox : `has to be ${accepts[field] ?? 'an object'}`
    return { at, problem: { field, reason } }
  }
  const { server, account, contacts } = parsed.data
  const domain = readDomain(parsed.data.domain)
  if (!domain) return { at, problem: { field: 'domain', reason: `has to be ${accepts.domain}` } }
  return { at, customer: { domain, server, account: account || null, contacts } }
}

const foreignMailbox =
  'has an address with letters such as ö before the @, to which no mail can be sent from here: leave it out'

/** Whether the contact at this place is an address, but of a mailbox that Email does not take. */
function hasForeignMailbox(given: unknown, place: PropertyKey | undefined): boolean {
  const listed = z.object({ contacts: z.array(z.unknown()) }).safeParse(given).data?.contacts ?? []
  return typeof place === 'number' && emailProblem(listed[place]) === 'mailbox'
}

export type Columns = ReadonlyMap<string, number>

/** Which column of a file is what, by its first line, in any order; or the sentence that says what is missing. */
export function readColumns(header: readonly string[]): Columns | string {
  const columns = new Map(header.map((name, i) => [name.trim().toLowerCase(), i]))
  const missing = ['domain', 'server'].filter(name => !columns.has(name))
  if (missing.length === 0) return columns
  return `The first line has no column "${missing.join('" and no column "')}". It names the columns: domain, server, and if you like account and contacts.`
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

/** So many problems are told one by one; the others are counted. */
export const mostProblems = 100

export type CustomerReport = MapChange & {
  problems: ({ at: number } & CustomerProblem)[]
  problemCount: number
}
