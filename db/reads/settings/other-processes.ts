import { sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { watchName } from '#db/embedded/session.ts'

/** Whether a process of the site, or one that sets it up, works on this database beside the asking session. */
export async function hasOtherProcesses(db: Database): Promise<boolean> {
  const { rows } = await db.execute(sql`
    select from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()
      and application_name like 'allclear%' and application_name <> ${watchName} limit 1`)
  return rows.length > 0
}
