import type { Database, Transaction } from '#db/client.ts'
import { readBrand, readBrands } from '#db/reads/brands/brands.ts'
import { shownBrand } from '#lib/brands.ts'
import type { Brand } from '#lib/rules/brands/brand.ts'

/** A brand as its readers see it; null: there is none, or it is retired. */
export async function loadBrand(db: Database | Transaction, id: string): Promise<Brand | null> {
  const kept = await readBrand(db, id)
  return kept && kept.retiredAt === null ? shownBrand(kept) : null
}

/** These brands by their ids, those that are retired too: what was written for them goes out in their name, or not at all. */
export async function loadBrands(
  db: Database | Transaction,
  ids: readonly (string | null)[],
): Promise<Map<string, Brand>> {
  const wanted = new Set(ids.filter(id => id !== null))
  if (wanted.size === 0) return new Map()
  const all = await readBrands(db)
  return new Map(all.filter(({ id }) => wanted.has(id)).map(kept => [kept.id, shownBrand(kept)]))
}
