import { and, asc, desc, eq, inArray, lte, ne, type SQL, sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { isAnnounced } from '#db/conditions/announced.ts'
import { posts } from '#db/schema/post.ts'
import type { CalendarMonth } from '#lib/rules/statuspage/quarters.ts'

/** The months, by the clock of this zone, in which incidents or work began. */
export async function readHistoryMonths(db: Database, zone: string, now: Date): Promise<CalendarMonth[]> {
  const month = monthIn(zone)
  const rows = await db.selectDistinct({ month }).from(posts).where(isPast(now)).orderBy(asc(month))
  return rows.map(row => monthOf(row.month))
}

/** What began in these months, the newest first. */
export async function readHistoryIds(
  db: Database,
  zone: string,
  months: readonly CalendarMonth[],
  now: Date,
): Promise<{ id: string; month: CalendarMonth }[]> {
  if (months.length === 0) return []
  const month = monthIn(zone)
  const rows = await db
    .select({ id: posts.id, month })
    .from(posts)
    .where(and(isPast(now), inArray(month, months.map(keyOf))))
    .orderBy(desc(posts.startedAt), desc(posts.id))
  return rows.map(row => ({ id: row.id, month: monthOf(row.month) }))
}

/** Incidents and work that readers may see and that have begun; what was cancelled is left out. */
function isPast(now: Date): SQL | undefined {
  return and(
    eq(posts.visibility, 'published'),
    inArray(posts.kind, ['incident', 'maintenance']),
    ne(posts.phase, 'cancelled'),
    lte(posts.startedAt, now),
    isAnnounced(now),
  )
}

/** "2026-03" */
function monthIn(zone: string): SQL<string> {
  return sql<string>`to_char(${posts.startedAt} at time zone ${sql.raw(`'${zone.replaceAll("'", "''")}'`)}, 'YYYY-MM')`
}

function monthOf(key: string): CalendarMonth {
  const [year, month] = key.split('-').map(Number)
  return { year: year ?? 0, month: (month ?? 1) - 1 }
}

function keyOf({ year, month }: CalendarMonth): string {
  return `${String(year).padStart(4, '0')}-${String(month + 1).padStart(2, '0')}`
}
