import { and, lt, notInArray, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { settings, siteFiles } from '#db/schema/setting.ts'
import type { KeptSite } from '#lib/rules/settings/site-settings.ts'

/** "site" as a number: the key of the advisory lock of whoever changes the site. */
const siteKey = 0x73_69_74_65

/** Waits until this transaction alone may change the site, and holds that until it ends. */
export async function lockSite(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${siteKey})`)
}

/** Stores what the desk keeps of the site. The caller holds the lock. */
export async function writeKeptSite(tx: Transaction, kept: KeptSite, now: Date): Promise<void> {
  await tx
    .insert(settings)
    .values({ key: 'site', value: kept, updatedAt: now })
    .onConflictDoUpdate({ target: settings.key, set: { value: kept, updatedAt: now } })
}

/** Keeps a file under its name, which says what is in it: twice is once, and young again. */
export async function writeSiteFile(tx: Transaction, name: string, bytes: Buffer, now: Date): Promise<void> {
  await tx
    .insert(siteFiles)
    .values({ name, bytes, createdAt: now })
    .onConflictDoUpdate({ target: siteFiles.name, set: { createdAt: now } })
}

/** Forgets the files that nothing names any more and that were given before that moment. */
export async function dropOldFiles(tx: Transaction, named: readonly string[], before: Date): Promise<void> {
  const isUnnamed = named.length > 0 ? notInArray(siteFiles.name, [...named]) : undefined
  await tx.delete(siteFiles).where(and(lt(siteFiles.createdAt, before), isUnnamed))
}
