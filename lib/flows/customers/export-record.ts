import type { Database } from '#db/client.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { drawRecord } from '#lib/customers/record/draw-record.ts'
import { incidentsCsv, monthsCsv } from '#lib/customers/record/record-csv.ts'
import { env } from '#lib/env.ts'
import { ourSite } from '#lib/site.ts'
import { loadRecord, type NoRecord, type RecordAsked } from './customer-record.ts'

export type RecordForm = 'pdf' | 'months' | 'incidents'

type RecordFile = { bytes: Uint8Array<ArrayBuffer>; type: string; name: string }

/** A customer's record as a file. busy: others draw theirs already. Who took it is written down. */
export async function exportRecord(
  db: Database,
  { staffId, form, ...asked }: RecordAsked & { staffId: string; form: RecordForm },
  now: Date,
): Promise<RecordFile | NoRecord | 'busy'> {
  const record = await loadRecord(db, asked, now)
  if (typeof record === 'string') return record
  const { firstDay, lastDay } = record.period
  // A customer's name stays out of it: it outlives the map.
  const facts = { form, from: firstDay, to: lastDay }
  await db.transaction(tx =>
    writeAudit(tx, { at: now, staffId, action: 'export-record', subject: 'customer', facts }),
  )
  const name = `${form}-${firstDay}-${lastDay}`
  if (form === 'pdf') {
    const bytes = await drawRecord({ record, site: ourSite().name, madeAt: now })
    return bytes === 'busy' ? bytes : { bytes, type: 'application/pdf', name: `record-${name}.pdf` }
  }
  const text =
    form === 'months'
      ? await monthsCsv(record)
      : await incidentsCsv(record, slug => `${env.SITE_URL}/posts/${slug}`)
  return {
    bytes: new TextEncoder().encode(text),
    type: 'text/csv; charset=utf-8',
    name: `record-${name}.csv`,
  }
}
