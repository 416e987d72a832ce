import { eq } from 'drizzle-orm'
import { type Database, getDatabase } from '#db/client.ts'
import { groups } from '#db/schema/server.ts'

/** Whether a group has this address. */
export async function hasGroupSlug(slug: string, db: Database = getDatabase()): Promise<boolean> {
  return (await db.$count(groups, eq(groups.slug, slug))) > 0
}
