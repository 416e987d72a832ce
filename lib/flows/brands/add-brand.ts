import { announcePages } from '#db/changes/announce.ts'
import type { Database } from '#db/client.ts'
import { readBrands } from '#db/reads/brands/brands.ts'
import { insertBrand, lockBrands, restoreBrand } from '#db/writes/brands/brands.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { env } from '#lib/env.ts'
import { KeptSite } from '#lib/rules/settings/site-settings.ts'
import { getShared } from '#lib/shared.ts'

export type NewBrand = { host: string; name: string; mailFrom: string; staffId: string }

/**
 * Adds the site of a reseller, which shows nothing yet, or brings one back that was at this host. Returns its id. taken: the
 * host is another brand's, or the hoster's own.
 */
export async function addBrand(
  db: Database,
  { host, name, mailFrom, staffId }: NewBrand,
  now: Date,
): Promise<{ id: string } | 'taken'> {
  if (host === new URL(env.SITE_URL).hostname) return 'taken'
  const added = await db.transaction(async tx => {
    await lockBrands(tx)
    const before = (await readBrands(tx)).find(brand => brand.host === host)
    if (before && before.retiredAt === null) return null
    const version = (before?.site.version ?? 0) + 1
    const site = KeptSite.parse({ ...before?.site, name, mailFrom, version })
    const id = before ? before.id : await insertBrand(tx, { host, site }, now)
    if (before) await restoreBrand(tx, { id, host, site })
    const facts = { host, name, mailFrom }
    await writeAudit(tx, { at: now, staffId, action: 'add-brand', subject: `brand ${id}`, facts })
    return { id, change: await announcePages(tx, ['*'], now) }
  })
  if (!added) return 'taken'
  // Whose site a host is, this process knows before anybody is told of it.
  await getShared().pages.refresh(added.change)
  return { id: added.id }
}
