import { announcePages } from '#db/changes/announce.ts'
import type { Database, Transaction } from '#db/client.ts'
import { readBrands } from '#db/reads/brands/brands.ts'
import { readKeptSite, readSiteFile } from '#db/reads/settings/site.ts'
import { dropOldFiles, lockSite, writeKeptSite, writeSiteFile } from '#db/writes/settings/site.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { styleOf } from '#lib/rules/look/style.ts'
import { differenceOf } from '#lib/rules/settings/site-change.ts'
import type { KeptSite, SiteFile } from '#lib/rules/settings/site-settings.ts'
import { later } from '#lib/rules/time/time.ts'
import { getShared } from '#lib/shared.ts'
import { holdSite } from '#lib/site.ts'
import { newSiteFile } from './site-file.ts'

/** Mails and pages that were kept elsewhere may show a picture for so long after another took its place. */
const keptDays = 90

export type SiteWish = {
  /** The version that the person saw. */
  seen: number
  /** What changes; a setting without a value goes back to its default. */
  part: Partial<KeptSite>
  /** What those settings name that was given with them. */
  files?: readonly GivenFile[]
  staffId: string
}
export type GivenFile = { name: string; bytes: Buffer }

/**
 * Puts settings of the site in force, in every process, with all pages and documents that show them. changed-meanwhile: a
 * colleague changed the site since the person looked.
 */
export async function changeSite(
  db: Database,
  { seen, part, files = [], staffId }: SiteWish,
  now: Date,
): Promise<'done' | 'changed-meanwhile'> {
  const changed = await db.transaction(async tx => {
    await lockSite(tx)
    const before = await readKeptSite(tx)
    if (before.version !== seen) return null
    for (const { name, bytes } of files) await writeSiteFile(tx, name, bytes, now)
    const wanted: KeptSite = { ...before, ...part, version: seen + 1 }
    const kept: KeptSite = { ...wanted, look: await keepLook(tx, wanted, now) }
    await writeKeptSite(tx, kept, now)
    await dropFiles(tx, kept, now)
    const facts = differenceOf(before, kept)
    await writeAudit(tx, { at: now, staffId, action: 'change-site', subject: 'site', facts })
    return { kept, change: await announcePages(tx, ['*'], now) }
  })
  if (!changed) return 'changed-meanwhile'
  // The desk's next page is right at once; the public ones follow, and nobody waits for all of them.
  holdSite(changed.kept)
  void getShared().pages.refresh(changed.change)
  return 'done'
}

/** Forgets what neither the site nor a brand has shown for long. */
async function dropFiles(tx: Transaction, kept: KeptSite, now: Date): Promise<void> {
  const all = [kept, ...(await readBrands(tx)).map(({ site }) => site)]
  await dropOldFiles(tx, all.flatMap(namesOf), later(now, -keptDays * 86_400))
}

/** Writes the style sheet that the pages load, where anything differs from the look that they come with. */
export async function keepLook(tx: Transaction, kept: KeptSite, now: Date): Promise<SiteFile | undefined> {
  const own = kept.sheet ? await readSiteFile(tx, kept.sheet.name) : null
  const { theme, accentLight, accentDark } = kept
  const style = styleOf({ theme, accentLight, accentDark, sheet: own?.toString() ?? null })
  if (style === null) return undefined
  const file = newSiteFile('css', Buffer.from(style))
  await writeSiteFile(tx, file.name, file.bytes, now)
  return { name: file.name }
}

function namesOf({ logoLight, logoDark, icon, sheet, look }: KeptSite): string[] {
  return [logoLight, logoDark, icon, sheet, look].flatMap(file => (file ? [file.name] : []))
}
