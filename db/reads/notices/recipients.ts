import { sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import type { AudienceOf } from '#lib/rules/notices/audience.ts'
import { audience, beginningOfAudience, type Choice } from './audience.ts'

/** Subscribers who hear of a notice, by id. isAll: nobody comes after them. */
export type Recipients = { ids: string[]; isAll: boolean }

/** Some who hear of it, found among at most this many who watch. */
export async function readFirstRecipients(
  tx: Transaction,
  notice: AudienceOf,
  choice: Omit<Choice, 'after'>,
  most: number,
): Promise<Recipients> {
  const first = beginningOfAudience(notice, { ...choice, after: '' }, most)
  const { rows } = await tx.execute<{ ids: string[]; is_all: boolean }>(first)
  return { ids: rows[0]?.ids ?? [], isAll: rows[0]?.is_all ?? true }
}

/** The next who hear of it, in the order of their ids, at most this many. */
export async function readRecipients(
  tx: Transaction,
  notice: AudienceOf,
  choice: Choice,
  most: number,
): Promise<Recipients> {
  const { rows } = await tx.execute<{ id: string }>(
    sql`select id from (${audience(notice, choice)}) hearing order by id limit ${most}`,
  )
  return { ids: rows.map(row => row.id), isAll: rows.length < most }
}

/** How many subscribers a notice is for. */
export async function countAudience(tx: Transaction, notice: AudienceOf): Promise<number> {
  const hearing = audience(notice, { freshSince: null, after: '' })
  const { rows } = await tx.execute<{ count: number }>(
    sql`select count(*)::int as count from (${hearing}) hearing`,
  )
  return rows[0]?.count ?? 0
}
