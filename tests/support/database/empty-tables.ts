import { sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'

/** What names lead to by references, of tables that were asked for before: to find it takes longer than to empty them. */
const known = new Map<string, string[]>()

/**
 * Removes all rows of these tables, and of those that refer to them, as `truncate … cascade` does: that makes new files for
 * each table and index, and takes a hundred times as long for so few rows. A table without a page has never had one.
 */
export async function emptyTables(db: Pick<Database, 'execute'>, ...names: string[]): Promise<void> {
  const asked = names.join()
  const reached = known.get(asked) ?? (await findReferring(db, names))
  known.set(asked, reached)
  const tables = sql.raw(listOf(reached))
  await db.execute(sql`
    do $$ declare name regclass; begin
      set local session_replication_role = replica;
      foreach name in array ${tables} loop
        if pg_relation_size(name) > 0 then execute format('delete from %s', name); end if;
      end loop;
    end $$`)
}

/** These tables and all that refer to them: the same in each copy of the template. */
async function findReferring(db: Pick<Database, 'execute'>, names: string[]): Promise<string[]> {
  const given = sql.raw(listOf(names))
  const { rows } = await db.execute<{ name: string }>(sql`
    with recursive reached(id) as (
      select unnest(${given})
      union select conrelid::regclass from pg_constraint join reached on confrelid = id where contype = 'f'
    ) select id::text as name from reached`)
  return rows.map(({ name }) => name)
}

function listOf(tables: readonly string[]): string {
  return `array[${tables.map(name => `'${name}'`).join(', ')}]::regclass[]`
}
