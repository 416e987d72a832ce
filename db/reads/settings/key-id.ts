import { eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import type { Database, Transaction } from '#db/client.ts'
import { settings } from '#db/schema/setting.ts'

const KeyId = z.object({ id: z.string() })

/** Which key the secrets in the database are sealed with, or null: none were sealed yet. Also of a database without tables. */
export async function readKeyId(db: Database | Transaction): Promise<string | null> {
  const { rows } = await db.execute<{ isThere: boolean }>(
    sql`select to_regclass('settings') is not null as "isThere"`,
  )
  if (!rows[0]?.isThere) return null
  const [row] = await db.select().from(settings).where(eq(settings.key, 'key'))
  return row ? KeyId.parse(row.value).id : null
}
