import { eq } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { isAmong } from '#db/reads/list-of.ts'
import { staff, takenRows } from '#db/schema/staff.ts'

/** Who has taken a row of the work list, and when. */
export type RowTaker = { name: string; takenAt: Date }

/** By the keys of the rows; who is not there has nobody. */
export async function readRowTakers(db: Database, keys: readonly string[]): Promise<Map<string, RowTaker>> {
  if (keys.length === 0) return new Map()
  const rows = await db
    .select({ key: takenRows.key, name: staff.name, takenAt: takenRows.takenAt })
    .from(takenRows)
    .innerJoin(staff, eq(staff.id, takenRows.staffId))
    .where(isAmong(takenRows.key, keys))
  return new Map(rows.map(({ key, ...taker }) => [key, taker]))
}
