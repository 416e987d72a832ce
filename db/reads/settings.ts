import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Database, Transaction } from '#db/client.ts'
import { settings } from '#db/schema/setting.ts'
import { keptPolicy, type Policy } from '#lib/rules/policy.ts'

/** The policy in force: what is stored, with the defaults for the rest. Throws when the stored value is not a policy. */
export async function readPolicy(db: Database | Transaction): Promise<Policy> {
  const [row] = await db.select().from(settings).where(eq(settings.key, 'policy'))
  return keptPolicy(row?.value ?? {})
}

/** The secret of this installation, for signing links. The migration makes it; throws where it is missing. */
export async function readSecret(db: Database | Transaction): Promise<string> {
  const [row] = await db.select().from(settings).where(eq(settings.key, 'secret'))
  return z.string().min(32).parse(row?.value)
}

const PushKeys = z.object({ publicKey: z.string(), privateKey: z.string() })

/** The keys by which browsers know our messages, or null: none were made yet. */
export async function readPushKeys(db: Database | Transaction): Promise<z.infer<typeof PushKeys> | null> {
  const [row] = await db.select().from(settings).where(eq(settings.key, 'push-keys'))
  return row ? PushKeys.parse(row.value) : null
}
