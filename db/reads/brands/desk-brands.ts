import { eq, isNotNull, sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { brandGroups, brandServers } from '#db/schema/brand.ts'
import { servers } from '#db/schema/server.ts'
import { subscribers } from '#db/schema/subscriber.ts'
import type { KeptBrand } from '#lib/rules/brands/brand.ts'
import type { BrandLine } from '#lib/rules/brands/brand-server.ts'
import { readServersOfBrands } from './brand-servers.ts'
import { readBrands } from './brands.ts'

/** A brand as the desk lists it. readers: addresses that get its notices. */
export type ListedBrand = KeptBrand & { servers: number; readers: number }

/** All brands as the desk lists them, retired ones too. */
export async function readListedBrands(db: Database): Promise<ListedBrand[]> {
  const brands = await readBrands(db)
  const servers = await readServersOfBrands(
    db,
    brands.map(({ id }) => id),
  )
  const counts = await db
    .select({
      brandId: subscribers.brandId,
      count: sql<number>`count(*) filter (where state = 'confirmed')::int`,
    })
    .from(subscribers)
    .where(isNotNull(subscribers.brandId))
    .groupBy(subscribers.brandId)
  const readers = new Map(counts.map(({ brandId, count }) => [brandId, count]))
  return brands.map(brand => ({
    ...brand,
    servers: servers.get(brand.id)?.length ?? 0,
    readers: readers.get(brand.id) ?? 0,
  }))
}

/** What staff said of the servers of a brand: whole groups, and single servers with the brand's own names. */
export async function readPlacing(
  db: Database,
  brandId: string,
): Promise<{ groupIds: string[]; lines: BrandLine[] }> {
  const groups = await db
    .select({ id: brandGroups.groupId })
    .from(brandGroups)
    .where(eq(brandGroups.brandId, brandId))
  const lines = await db
    .select({ server: servers.hostname, name: brandServers.name })
    .from(brandServers)
    .innerJoin(servers, eq(servers.id, brandServers.serverId))
    .where(eq(brandServers.brandId, brandId))
    .orderBy(servers.position, servers.label)
  return { groupIds: groups.map(({ id }) => id), lines }
}
