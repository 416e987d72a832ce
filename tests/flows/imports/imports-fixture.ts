import { readFileSync } from 'node:fs'
import { sql } from 'drizzle-orm'
import { deliveries } from '#db/schema/delivery.ts'
import { notices } from '#db/schema/notice.ts'
import { staff } from '#db/schema/staff.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { applyImport, beginApplying } from '#lib/flows/imports/apply-import.ts'
import { type ImportPreview, previewImport } from '#lib/flows/imports/preview-import.ts'
import { beginImport, readProduct } from '#lib/flows/imports/read-product.ts'
import type { ImportCounts } from '#lib/rules/imports/import-counts.ts'
import { movedKinds } from '#lib/rules/imports/moved.ts'
import type { ProductName } from '#lib/rules/imports/products.ts'
import { made } from '#tests/support/made.ts'
import { testSite } from '#tests/support/site.ts'

export const now = new Date('2026-11-30T12:00:00Z')
export const staffId = 'danadanadana'

/** What was saved of a Statuspage, as JSON that a test may change. */
export function savedStatuspage() {
  return JSON.parse(readFileSync('tests/imports/samples/statuspage/saved.json', 'utf8'))
}

/** An empty site with its owner, to which things are brought. */
export async function importsFixture() {
  const site = await testSite()
  const { db } = site
  await db.insert(staff).values({ role: 'owner', id: staffId, name: 'Dana', email: 'dana@example.net' })

  async function read(
    product: ProductName,
    bytes: Uint8Array,
    name = 'saved.json',
    at = now,
  ): Promise<string> {
    const id = await beginImport(db, { staffId, product }, at)
    const hints = { zone: 'UTC', page: '', now: at }
    await readProduct(db, id, { product, given: { is: 'bytes', name, bytes }, hints }, () => at)
    return id
  }

  async function apply(importId: string, at = now): Promise<ImportCounts> {
    await beginApplying(db, { importId, staffId }, at)
    const applied = await applyImport(db, { importId, staffId }, () => at)
    if (!applied) throw new Error('Somebody else applies it.')
    return applied.counts
  }

  return {
    ...site,
    read,
    apply,
    async preview(importId: string): Promise<ImportPreview> {
      return made(await previewImport(db, importId))
    },
    /** Reads what was saved of a Statuspage and writes it. */
    async bring(saved: object, at = now): Promise<string[]> {
      const id = await read('statuspage', Buffer.from(JSON.stringify(saved)), 'saved.json', at)
      return saidCounts(await apply(id, at))
    },
    /** How many people hear of anything after a decision. */
    async told(at = now): Promise<number> {
      await decideAlerts(db, () => at)
      return (await db.$count(notices)) + (await db.$count(deliveries))
    },
    /** How many rows each table has that something could be brought to. */
    async rows() {
      const tables = [
        'groups',
        'servers',
        'posts',
        'updates',
        'affected_servers',
        'maintenance',
        'subscribers',
        'subscriptions',
        'imported_things',
      ]
      const counts = tables.map(name => `(select count(*)::int from ${name}) as ${name}`)
      return (await db.execute(sql.raw(`select ${counts.join(', ')}`))).rows[0]
    },
  }
}

/** "incident: 2 new, 1 same". */
export function saidCounts(counts: ImportCounts): string[] {
  return movedKinds.flatMap(kind => {
    const parts = Object.entries(counts[kind]).flatMap(([fate, count]) =>
      count > 0 ? [`${count} ${fate}`] : [],
    )
    return parts.length > 0 ? [`${kind}: ${parts.join(', ')}`] : []
  })
}
