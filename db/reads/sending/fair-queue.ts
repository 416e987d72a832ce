import { type SQL, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import type { SendingPlaces } from '#lib/rules/notices/delivery.ts'

/** Some destinations and addresses wait for several things: this many rows are read for each place. */
const rowsPerPlace = 2

/**
 * What waits and whose turn it is. key: what has a turn, a column of deliveries. waiting: which of them wait, as far as
 * they are queued and due, named "own".
 */
export type FairQueue = { key: SQL; waiting: SQL }

/**
 * Whose turn it is: the places are shared as lib/rules/delivery says, and what one side leaves free the other takes.
 * Each end of the index is read for itself, so that it takes the same time however much waits.
 */
export async function readFairQueue(
  tx: Transaction,
  queue: FairQueue,
  { latest, longest }: SendingPlaces,
  now: Date,
): Promise<string[]> {
  const first = await readEnd(tx, queue, 'latest', latest, now)
  const next = await readEnd(tx, queue, 'longest', latest + longest, now)
  return [...new Set([...first, ...next])].slice(0, latest + longest)
}

/** When the first of what waits is due, as Queue says it; null: nothing waits. */
export async function readFirstDue(db: Database, waiting: SQL): Promise<Date | null> {
  const first = (isBadNews: SQL) => sql`(
    select min(own.due_at) from deliveries own
    where own.state = 'queued' and own.is_bad_news = ${isBadNews} and ${waiting})`
  const { rows } = await db.execute<{ ms: number | null }>(
    sql`select extract(epoch from least(${first(sql`true`)}, ${first(sql`false`)}))::float8 * 1000 as ms`,
  )
  const ms = rows[0]?.ms ?? null
  return ms === null ? null : new Date(ms)
}

async function readEnd(
  tx: Transaction,
  { key, waiting }: FairQueue,
  end: 'latest' | 'longest',
  most: number,
  now: Date,
): Promise<string[]> {
  if (most === 0) return []
  const inTime = end === 'latest' ? sql`own.due_at desc` : sql`own.due_at`
  const part = (isBadNews: SQL) => sql`(
    select ${key} as key, own.is_bad_news, own.due_at from deliveries own
    where own.state = 'queued' and own.is_bad_news = ${isBadNews} and own.due_at <= ${now.toISOString()}::timestamptz
      and ${waiting} order by ${inTime} limit ${most * rowsPerPlace})`
  const order = end === 'latest' ? sql`bool_or(is_bad_news) desc, max(due_at) desc` : sql`min(due_at)`
  const { rows } = await tx.execute<{ key: string }>(sql`
    select key from (${part(sql`true`)} union all ${part(sql`false`)}) due
    group by key order by ${order} limit ${most}`)
  return rows.map(row => row.key)
}
