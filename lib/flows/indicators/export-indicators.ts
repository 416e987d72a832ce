import type { Database } from '#db/client.ts'
import { readWholeList } from '#db/reads/indicators/indicators.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { writeBundle, writePlainList } from '#lib/rules/indicators/stix/write-bundle.ts'
import { ourSite } from '#lib/site.ts'

export type IndicatorFormat = 'stix' | 'plain'

/** The whole list as a file, private entries too, which is written down. */
export async function exportIndicators(
  db: Database,
  { format, staffId }: { format: IndicatorFormat; staffId: string },
  now: Date,
): Promise<string> {
  const { entries, version, issuedAt } = await readWholeList(db)
  const facts = { format, version, count: entries.length }
  await db.transaction(tx =>
    writeAudit(tx, { at: now, staffId, action: 'export-indicators', subject: 'indicators', facts }),
  )
  return format === 'stix' ? writeBundle(entries, ourSite().name, issuedAt) : writePlainList(entries)
}
