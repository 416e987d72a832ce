import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Database, Transaction } from '#db/client.ts'
import { type HandOverSecret, unsealHandOver } from '#db/keys/hand-over.ts'
import { settings } from '#db/schema/setting.ts'
import { type Readership, readerships } from '#lib/rules/readers/readership.ts'

const Stored = z.object({ is: z.enum(readerships) })

/** Who may read the board, as staff chose; everybody until they do. */
export async function readReadership(db: Database | Transaction): Promise<Readership> {
  const [row] = await db.select().from(settings).where(eq(settings.key, 'readership'))
  return row ? Stored.parse(row.value).is : 'public'
}

/** The secrets with which the hoster's panel hands customers over, the newest first. */
export async function readHandOverSecrets(db: Database | Transaction): Promise<HandOverSecret[]> {
  const [row] = await db.select().from(settings).where(eq(settings.key, 'hand-over'))
  return row ? unsealHandOver(row.value) : []
}
