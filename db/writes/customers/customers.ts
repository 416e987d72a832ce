import { eq, inArray, lt, type SQL, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { customerFiles, customers } from '#db/schema/customer.ts'
import type { Customer, MapChange } from '#lib/rules/customers/customer.ts'

/** "customers" as a number: the key of the advisory lock of whoever changes the map. */
const mapKey = 0x63_75_73_74

export type PlacedCustomer = Omit<Customer, 'server'> & { serverId: string }

/** Waits until this transaction alone may change the map, and holds that until it ends. */
export async function lockMap(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${mapKey})`)
}

/** To write out this many takes a few milliseconds, in which nobody else is served. */
const rowsPerStatement = 1_000

/** Lays customers out in a table of this transaction's own, for what follows to compare the map with and to write from. */
export async function layOut(tx: Transaction, list: readonly PlacedCustomer[]): Promise<void> {
  await tx.execute(sql`
    create temporary table given (domain text primary key, account text, server_id text, contacts text[])
    on commit drop`)
  for (let i = 0; i < list.length; i += rowsPerStatement)
    await tx.execute(sql`insert into given ${rowsOf(list.slice(i, i + rowsPerStatement))}`)
  await tx.execute(sql`analyze given`)
}

function rowsOf(list: readonly PlacedCustomer[]): SQL {
  const column = (value: (each: PlacedCustomer) => string | null) =>
    sql`${sql.param(list.map(value))}::text[]`
  return sql`
    select g.domain, g.account, g.server_id, string_to_array(nullif(g.contacts, ''), ' ')
    from unnest(${column(each => each.domain)}, ${column(each => each.account)},
      ${column(each => each.serverId)}, ${column(each => each.contacts.join(' '))})
      as g (domain, account, server_id, contacts)`
}

/** What it would do to the map if what is laid out were written; isWhole: and all others removed. */
export async function compareWithMap(tx: Transaction, isWhole: boolean): Promise<MapChange> {
  const { rows } = await tx.execute<Record<keyof MapChange, number>>(sql`
    select count(*) filter (where c.domain is null)::int as added,
      count(*) filter (where c.server_id <> given.server_id)::int as moved,
      count(*) filter (where c.server_id = given.server_id and ${isOther})::int as changed,
      count(*) filter (where c.server_id = given.server_id and not ${isOther})::int as unchanged,
      case when ${isWhole}::boolean then
        (select count(*)::int from customers) - count(c.domain)::int else 0 end as removed
    from given left join customers c on c.domain = given.domain`)
  const [change] = rows
  if (!change) throw new Error('Counting gave no row.')
  return change
}

const isOther = sql`((c.account, c.contacts) is distinct from (given.account, coalesce(given.contacts, '{}')))`

/** Writes what is laid out into the map. */
export async function putCustomers(tx: Transaction, now: Date): Promise<void> {
  await tx.execute(sql`
    insert into customers as c (domain, account, server_id, contacts, updated_at)
    select domain, account, server_id, coalesce(contacts, '{}'), ${now.toISOString()}::timestamptz from given
    on conflict (domain) do update set account = excluded.account, server_id = excluded.server_id,
      contacts = excluded.contacts, updated_at = excluded.updated_at
    where (c.account, c.server_id, c.contacts)
      is distinct from (excluded.account, excluded.server_id, excluded.contacts)`)
}

/** Removes from the map what is not laid out. */
export async function removeOthers(tx: Transaction): Promise<void> {
  await tx.execute(sql`
    delete from customers c where not exists (select from given where given.domain = c.domain)`)
}

/** Removes domains, or all of an account. Returns how many there were. */
export async function removeCustomers(
  tx: Transaction,
  which: { domains: string[] } | { account: string },
): Promise<number> {
  const removed = await tx
    .delete(customers)
    .where(
      'account' in which ? eq(customers.account, which.account) : inArray(customers.domain, which.domains),
    )
    .returning({ domain: customers.domain })
  return removed.length
}

/** Keeps an uploaded file until it is applied; those that were left lying go. Returns its id. */
export async function keepFile(
  tx: Transaction,
  file: { staffId: string; content: string; keptSince: Date },
  now: Date,
): Promise<string> {
  await tx.delete(customerFiles).where(lt(customerFiles.createdAt, file.keptSince))
  const { staffId, content } = file
  const [row] = await tx
    .insert(customerFiles)
    .values({ staffId, content, createdAt: now })
    .returning({ id: customerFiles.id })
  if (!row) throw new Error('A file was not kept.')
  return row.id
}

/** Forgets an uploaded file. */
export async function dropFile(tx: Transaction, fileId: string): Promise<void> {
  await tx.delete(customerFiles).where(eq(customerFiles.id, fileId))
}
