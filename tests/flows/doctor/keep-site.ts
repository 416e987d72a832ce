import { sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'

/** The sender as the desk keeps it; undefined: it says none. */
export async function keepSite(db: Database, mailFrom: string | undefined): Promise<void> {
  await db.execute(sql`insert into settings (key, value) values ('site', ${JSON.stringify({ mailFrom })}::jsonb)
    on conflict (key) do update set value = excluded.value`)
}
