import { eq } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { settings } from '#db/schema/setting.ts'
import { SignInRules } from '#lib/rules/staff/sign-in-rules.ts'

/** What the site says of signing in, with the defaults for the rest. Throws when the stored value is none. */
export async function readSignInRules(db: Database | Transaction): Promise<SignInRules> {
  const [row] = await db.select().from(settings).where(eq(settings.key, 'sign-in'))
  return SignInRules.parse(row?.value ?? {})
}
