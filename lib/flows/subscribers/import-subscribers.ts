import type { Database, Transaction } from '#db/client.ts'
import { readSubscriberFile } from '#db/reads/subscribers/desk-subscribers.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import {
  dropSubscriberFile,
  keepSubscriberFile,
  purgeSubscriberFiles,
} from '#db/writes/subscribers/subscriber-files.ts'
import { readSubscribers } from '#lib/customers/read-subscribers.ts'
import { fileKeptSeconds, type GivenConsent } from '#lib/rules/subscribers/given.ts'
import { later } from '#lib/rules/time/time.ts'
import { type AdditionReport, addSubscribers } from './add-subscribers.ts'

/** Keeps a file that staff uploaded, for the report and for applying. Returns its id. */
export function keepSubscribers(
  db: Database,
  file: { staffId: string; content: string },
  now: Date,
): Promise<string> {
  return db.transaction(async tx => {
    await purgeSubscriberFiles(tx, later(now, -fileKeptSeconds))
    const id = await keepSubscriberFile(tx, file, now)
    const { staffId, content } = file
    const facts = { letters: content.length }
    await writeAudit(tx, { at: now, staffId, action: 'keep-subscriber-file', subject: `file ${id}`, facts })
    return id
  })
}

export type SubscriberImport = { fileId: string; staffId: string; isAllByDefault: boolean }

/** What a kept file would do now. gone: a colleague applied it, or nobody did for a day. */
export async function reportSubscribers(
  db: Database,
  { fileId, ...how }: SubscriberImport,
  now: Date,
): Promise<AdditionReport | 'gone'> {
  const content = await readSubscriberFile(db, fileId)
  if (content === null) return 'gone'
  return addSubscribers(db, { items: readSubscribers([content]), ...how, consent: null }, now)
}

/** Enters the subscribers of a kept file, and drops it. gone: a colleague was quicker. */
export async function importSubscribers(
  db: Database,
  { fileId, consent, ...how }: SubscriberImport & { consent: GivenConsent },
  now: Date,
): Promise<AdditionReport | 'gone'> {
  const content = await readSubscriberFile(db, fileId)
  if (content === null) return 'gone'
  const claim = (tx: Transaction) => dropSubscriberFile(tx, fileId)
  return addSubscribers(db, { items: readSubscribers([content]), ...how, consent, claim }, now)
}
