import { eq } from 'drizzle-orm'
import { z } from 'zod'
import type { Database, Transaction } from '#db/client.ts'
import { heldKey } from '#db/keys/key.ts'
import { linkSecretOf, StoredPushKeys, unsealPrevious, unsealPushKeys } from '#db/keys/setting.ts'
import { keptQuestion } from '#db/questions/kept-question.ts'
import { settings } from '#db/schema/setting.ts'
import { KeptTemplates } from '#lib/rules/incidents/template.ts'
import { keptPolicy, type Policy } from '#lib/rules/policy/policy.ts'
import type { LinkSecrets } from '#lib/rules/staff/link-secret.ts'

const askPolicy = keptQuestion(db => db.select().from(settings).where(eq(settings.key, 'policy')))

/** The policy in force: what is stored, with the defaults for the rest. Throws when the stored value is not a policy. */
export async function readPolicy(db: Database | Transaction): Promise<Policy> {
  const [row] = await askPolicy(db, {})
  return keptPolicy(row?.value ?? {})
}

/** The templates that staff keep; null: they have changed none. Throws when the stored value is none. */
export async function readKeptTemplates(
  db: Database | Transaction,
): Promise<z.infer<typeof KeptTemplates> | null> {
  const [row] = await db.select().from(settings).where(eq(settings.key, 'update-templates'))
  return row ? KeptTemplates.parse(row.value) : null
}

/** The secrets that sign links: the present one comes from the key, those of before are kept sealed. */
export async function readSecret(db: Database | Transaction): Promise<LinkSecrets> {
  const [row] = await db.select().from(settings).where(eq(settings.key, 'link-secrets'))
  return { present: linkSecretOf(heldKey()), previous: row ? unsealPrevious(row.value) : [] }
}

/** The keys by which browsers know our messages, or null: none were made yet. */
export async function readPushKeys(db: Database | Transaction): Promise<StoredPushKeys | null> {
  const [row] = await db.select().from(settings).where(eq(settings.key, 'push-keys'))
  return row ? unsealPushKeys(StoredPushKeys.parse(row.value)) : null
}

/** Whether programs may ask by MCP without a key, as they may until staff switch that off. */
export async function readPublicTools(db: Database | Transaction): Promise<boolean> {
  const [row] = await db.select().from(settings).where(eq(settings.key, 'public-tools'))
  return row ? StoredSwitch.parse(row.value).isOn : true
}

const StoredSwitch = z.object({ isOn: z.boolean() })
