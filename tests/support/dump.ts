import { sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'

/** All that a dump of the database holds, as text: each row of each table, jobs included. */
export async function dumpOf(db: Database): Promise<string> {
  const { rows: tables } = await db.execute<{ name: string }>(sql`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_schema in ('public', 'pgboss') and table_type = 'BASE TABLE'`)
  const parts: string[] = []
  for (const { name } of tables) {
    const { rows } = await db.execute<{ line: string }>(
      sql.raw(`select row_to_json(t)::text as line from ${name} t`),
    )
    parts.push(...rows.map(row => `${name} ${row.line}`))
  }
  return parts.join('\n')
}
