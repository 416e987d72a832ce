import type { Database } from '#db/client.ts'
import {
  type ExportedSubscriber,
  readExportSlice,
  type SubscriberFilter,
} from '#db/reads/subscribers/desk-subscribers.ts'
import { readPerson } from '#db/reads/subscribers/person.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { csvRecord } from '#lib/rules/subscribers/subscriber-line.ts'

const perSlice = 2_000

const columns = [
  'email',
  'state',
  'watch',
  'kinds',
  'least_impact',
  'zone',
  'language',
  'entered_at',
  'confirmed_at',
  'suppressed_for',
  'consent',
]

/**
 * The subscribers that fit as CSV, piece by piece, so that fifty thousand of them are never in memory. Who took it is written
 * down first; throws NotAllowed before anything is given.
 */
export async function exportSubscribers(
  db: Database,
  { filter, staffId }: { filter: SubscriberFilter; staffId: string },
  now: Date,
): Promise<AsyncGenerator<string>> {
  // What was looked for may be an address, which must not outlive its owner's wish.
  const facts = { isWhole: !filter.text && !filter.serverId && !filter.state }
  await db.transaction(tx =>
    writeAudit(tx, { at: now, staffId, action: 'export-subscribers', subject: 'subscribers', facts }),
  )
  return subscriberLines(db, filter)
}

async function* subscriberLines(db: Database, filter: SubscriberFilter): AsyncGenerator<string> {
  // A spreadsheet takes a file for UTF-8 by this mark.
  yield `\uFEFF${csvRecord(columns)}`
  for (let after = ''; ; ) {
    const rows = await readExportSlice(db, filter, after, perSlice)
    if (rows.length > 0) yield rows.map(row => csvRecord(cellsOf(row))).join('')
    const last = rows.at(-1)
    if (!last || rows.length < perSlice) return
    after = last.id
  }
}

function cellsOf(row: ExportedSubscriber): string[] {
  return [
    row.email,
    row.state,
    row.watch ?? '',
    row.kinds.join(' '),
    row.leastImpact,
    row.zone ?? '',
    row.language ?? '',
    row.createdAt.toISOString(),
    row.confirmedAt?.toISOString() ?? '',
    row.suppressedFor ?? '',
    row.consent ?? '',
  ]
}

/** All that is kept of whoever has this address, as JSON, for a question by law. Who took it is written down. */
export async function exportPerson(
  db: Database,
  { email, staffId }: { email: string; staffId: string },
  now: Date,
): Promise<string> {
  const person = await readPerson(db, email)
  const subject = person.subscriber ? `subscriber ${person.subscriber.id}` : 'commenter'
  await db.transaction(tx => writeAudit(tx, { at: now, staffId, action: 'export-person', subject }))
  return JSON.stringify({ address: email, exportedAt: now.toISOString(), ...person }, null, 2)
}
