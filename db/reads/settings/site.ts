import { eq } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { settings, siteFiles } from '#db/schema/setting.ts'
import { KeptSite } from '#lib/rules/settings/site-settings.ts'

/** What the desk keeps of the site. Throws when the stored value is none. */
export async function readKeptSite(db: Database | Transaction): Promise<KeptSite> {
  const [row] = await db.select({ value: settings.value }).from(settings).where(eq(settings.key, 'site'))
  return KeptSite.parse(row?.value ?? {})
}

/** The bytes of a picture or a style sheet of the site; null: there is none of this name. */
export async function readSiteFile(db: Database | Transaction, name: string): Promise<Buffer | null> {
  const [row] = await db.select({ bytes: siteFiles.bytes }).from(siteFiles).where(eq(siteFiles.name, name))
  return row?.bytes ?? null
}
