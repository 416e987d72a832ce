import { announcePages } from '#db/changes/announce.ts'
import type { Database } from '#db/client.ts'
import { readBrand, readBrands } from '#db/reads/brands/brands.ts'
import { endBrand, lockBrands, writeBrand } from '#db/writes/brands/brands.ts'
import { writeSiteFile } from '#db/writes/settings/site.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { env } from '#lib/env.ts'
import { type GivenFile, keepLook } from '#lib/flows/settings/change-site.ts'
import { differenceOf } from '#lib/rules/settings/site-change.ts'
import type { KeptSite } from '#lib/rules/settings/site-settings.ts'
import { getShared, type PageChange } from '#lib/shared.ts'

export type BrandWish = {
  brandId: string
  /** The version that the person saw. */
  seen: number
  /** Left out: it stays where it is. */
  host?: string
  /** What changes; a setting without a value goes back to its default. */
  part: Partial<KeptSite>
  files?: readonly GivenFile[]
  staffId: string
}

/** Puts settings of a brand in force. taken: its new host is another site's. */
export async function changeBrand(
  db: Database,
  { brandId, seen, host, part, files = [], staffId }: BrandWish,
  now: Date,
): Promise<'done' | 'changed-meanwhile' | 'taken'> {
  const changed = await db.transaction(async (tx): Promise<PageChange | 'changed-meanwhile' | 'taken'> => {
    await lockBrands(tx)
    const before = await readBrand(tx, brandId)
    if (!before || before.retiredAt !== null || before.site.version !== seen) return 'changed-meanwhile'
    const place = host ?? before.host
    const others = (await readBrands(tx)).filter(({ id }) => id !== brandId)
    if (place === new URL(env.SITE_URL).hostname || others.some(other => other.host === place)) return 'taken'
    for (const { name, bytes } of files) await writeSiteFile(tx, name, bytes, now)
    const wanted: KeptSite = { ...before.site, ...part, version: seen + 1 }
    const site: KeptSite = { ...wanted, look: await keepLook(tx, wanted, now) }
    await writeBrand(tx, { id: brandId, host: place, site })
    const facts = { ...differenceOf(before.site, site), host: { before: before.host, after: place } }
    await writeAudit(tx, { at: now, staffId, action: 'change-brand', subject: `brand ${brandId}`, facts })
    return announcePages(tx, ['*'], now)
  })
  if (typeof changed === 'string') return changed
  await getShared().pages.refresh(changed)
  return 'done'
}

/** Takes the site of a reseller away: its host shows nothing any more, and its readers' notices end. gone: it was before. */
export async function retireBrand(
  db: Database,
  { brandId, staffId }: { brandId: string; staffId: string },
  now: Date,
): Promise<'done' | 'gone'> {
  const change = await db.transaction(async tx => {
    await lockBrands(tx)
    const brand = await readBrand(tx, brandId)
    if (!brand || brand.retiredAt !== null) return null
    await endBrand(tx, brandId, now)
    const facts = { host: brand.host }
    await writeAudit(tx, { at: now, staffId, action: 'retire-brand', subject: `brand ${brandId}`, facts })
    return announcePages(tx, ['*'], now)
  })
  if (!change) return 'gone'
  await getShared().pages.refresh(change)
  return 'done'
}
