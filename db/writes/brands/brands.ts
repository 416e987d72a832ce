import { eq, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { brandGroups, brandServers, brands } from '#db/schema/brand.ts'
import type { KeptSite } from '#lib/rules/settings/site-settings.ts'

/** "brnd" as a number: the key of the advisory lock of whoever changes brands. */
const brandsKey = 0x62_72_6e_64

/** Waits until this transaction alone may change brands, and holds that until it ends. */
export async function lockBrands(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${brandsKey})`)
}

/** Adds a brand, which has no server yet. Returns its id. The caller holds the lock, and has looked at the host. */
export async function insertBrand(
  tx: Transaction,
  { host, site }: { host: string; site: KeptSite },
  now: Date,
): Promise<string> {
  const [row] = await tx.insert(brands).values({ host, site, createdAt: now }).returning({ id: brands.id })
  if (!row) throw new Error('A brand was not added.')
  return row.id
}

/** What a brand wears, and where it is. The caller holds the lock. */
export async function writeBrand(
  tx: Transaction,
  { id, host, site }: { id: string; host: string; site: KeptSite },
): Promise<void> {
  await tx.update(brands).set({ host, site }).where(eq(brands.id, id))
}

/** The same of one that was retired, which is shown again; its readers ask for notices anew. */
export async function restoreBrand(
  tx: Transaction,
  { id, host, site }: { id: string; host: string; site: KeptSite },
): Promise<void> {
  await tx.update(brands).set({ host, site, retiredAt: null }).where(eq(brands.id, id))
}

/** From now on these are a brand's servers, and no others. name: the brand's own for it, or null. */
export async function placeBrandServers(
  tx: Transaction,
  brandId: string,
  {
    groupIds,
    named,
  }: { groupIds: readonly string[]; named: readonly { serverId: string; name: string | null }[] },
): Promise<void> {
  await tx.delete(brandGroups).where(eq(brandGroups.brandId, brandId))
  await tx.delete(brandServers).where(eq(brandServers.brandId, brandId))
  if (groupIds.length > 0)
    await tx.insert(brandGroups).values(groupIds.map(groupId => ({ brandId, groupId })))
  if (named.length > 0)
    await tx.insert(brandServers).values(named.map(({ serverId, name }) => ({ brandId, serverId, name })))
}

/** Nothing is shown at its host any more, and its readers get no mail: their notices end. */
export async function endBrand(tx: Transaction, brandId: string, now: Date): Promise<void> {
  await tx.update(brands).set({ retiredAt: now }).where(eq(brands.id, brandId))
  const at = sql`${now.toISOString()}::timestamptz`
  await tx.execute(sql`
    delete from subscriptions watch using subscribers s where s.id = watch.subscriber_id and s.brand_id = ${brandId}`)
  await tx.execute(sql`
    update subscribers set state = 'unsubscribed', unsubscribed_at = ${at}
    where brand_id = ${brandId} and state <> 'suppressed'`)
}
