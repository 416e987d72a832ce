import type { Database } from '#db/client.ts'
import { readFile } from '#db/reads/customers/customers.ts'
import { dropFile, keepFile } from '#db/writes/customers/customers.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { readCustomerFile } from '#lib/customers/read-file.ts'
import type { CustomerReport } from '#lib/rules/customers/customer.ts'
import { later } from '#lib/rules/time/time.ts'
import { changeCustomers } from './change-customers.ts'

/** A file that nobody applies is kept for a day. */
const keptSeconds = 86_400

type Report = CustomerReport & { isRefused: boolean }

/** Keeps a file that staff uploaded, for the report and for applying. Returns its id. */
export function keepCustomerFile(
  db: Database,
  { staffId, content }: { staffId: string; content: string },
  now: Date,
): Promise<string> {
  return db.transaction(async tx => {
    const id = await keepFile(tx, { staffId, content, keptSince: later(now, -keptSeconds) }, now)
    const facts = { letters: content.length }
    await writeAudit(tx, { at: now, staffId, action: 'keep-customer-file', subject: `file ${id}`, facts })
    return id
  })
}

/** What a kept file would do to the map now. gone: a colleague applied it, or nobody did for a day. */
export async function reportCustomerFile(
  db: Database,
  { fileId, isWhole }: { fileId: string; isWhole: boolean },
  now: Date,
): Promise<Report | 'gone'> {
  const content = await readFile(db, fileId)
  if (content === null) return 'gone'
  const by = { staffId: null, name: 'report' }
  return changeCustomers(db, { items: readCustomerFile([content]), isWhole, isDry: true, by }, now)
}

/** Writes a kept file into the map, and drops it. gone: a colleague was quicker. */
export async function applyCustomerFile(
  db: Database,
  { fileId, isWhole, staffId }: { fileId: string; isWhole: boolean; staffId: string },
  now: Date,
): Promise<Report | 'gone'> {
  const content = await readFile(db, fileId)
  if (content === null) return 'gone'
  const by = { staffId, name: 'file' }
  const report = await changeCustomers(
    db,
    { items: readCustomerFile([content]), isWhole, isDry: false, by },
    now,
  )
  if (!report.isRefused) await db.transaction(tx => dropFile(tx, fileId))
  return report
}
