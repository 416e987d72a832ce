import { asc, eq } from 'drizzle-orm'
import { type Database, getDatabase, type Transaction } from '#db/client.ts'
import { brands } from '#db/schema/brand.ts'
import type { KeptBrand } from '#lib/rules/brands/brand.ts'
import { KeptSite } from '#lib/rules/settings/site-settings.ts'

type Row = typeof brands.$inferSelect

/** All brands, those that are retired too. */
export async function readBrands(db: Database | Transaction): Promise<KeptBrand[]> {
  return (await db.select().from(brands).orderBy(asc(brands.host))).map(keptOf)
}

/** A brand, or null. Throws when the stored value is none. */
export async function readBrand(db: Database | Transaction, id: string): Promise<KeptBrand | null> {
  const [row] = await db.select().from(brands).where(eq(brands.id, id))
  return row ? keptOf(row) : null
}

/** The same of one that is not retired. */
export async function readLiveBrand(
  id: string,
  db: Database | Transaction = getDatabase(),
): Promise<KeptBrand | null> {
  const kept = await readBrand(db, id)
  return kept?.retiredAt === null ? kept : null
}

function keptOf({ id, host, site, retiredAt }: Row): KeptBrand {
  return { id, host, site: KeptSite.parse(site), retiredAt }
}
