import type { Transaction } from '#db/client.ts'
import { settings } from '#db/schema/setting.ts'
import type { SignInRules } from '#lib/rules/staff/sign-in-rules.ts'

/** Stores what the site says of signing in. */
export async function writeSignInRules(tx: Transaction, value: SignInRules, now: Date): Promise<void> {
  await tx
    .insert(settings)
    .values({ key: 'sign-in', value, updatedAt: now })
    .onConflictDoUpdate({ target: settings.key, set: { value, updatedAt: now } })
}
