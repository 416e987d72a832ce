import type { Database } from '#db/client.ts'
import { type AuditFilter, type AuditLogLine, readAuditSlice } from '#db/reads/staff/audit-log.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { csvRecord } from '#lib/rules/subscribers/subscriber-line.ts'

const perSlice = 2_000

export type AuditFormat = 'csv' | 'jsonl'

export type AuditTaken = { filter: AuditFilter; format: AuditFormat; staffId: string }

/**
 * The lines of the audit log that fit, piece by piece, in the order in which they were written. Who took them is written down
 * before anything is given. Throws NotAllowed before that.
 */
export async function exportAudit(
  db: Database,
  { filter, format, staffId }: AuditTaken,
  now: Date,
): Promise<AsyncGenerator<Uint8Array>> {
  const { by, action, from, to } = filter
  const facts = { format, by, action, from, to }
  await db.transaction(tx =>
    writeAudit(tx, { at: now, staffId, action: 'export-audit', subject: 'audit', facts }),
  )
  return piecesOf(db, filter, format)
}

async function* piecesOf(db: Database, filter: AuditFilter, format: AuditFormat): AsyncGenerator<Uint8Array> {
  // A spreadsheet takes a file for UTF-8 by this mark.
  if (format === 'csv') yield Buffer.from(`\uFEFF${csvRecord(columns)}`)
  const write = format === 'csv' ? csvOf : jsonOf
  for (let after = 0; ; ) {
    const lines = await readAuditSlice(db, filter, after, perSlice)
    if (lines.length > 0) yield Buffer.from(lines.map(write).join(''))
    const last = lines.at(-1)
    if (!last || lines.length < perSlice) return
    after = last.sequence
  }
}

const columns = [
  'sequence',
  'at',
  'by_id',
  'by',
  'role',
  'action',
  'subject',
  'facts',
  'address',
  'device',
  'position',
  'hash',
]

function csvOf(line: AuditLogLine): string {
  const { by, seal, facts } = line
  return csvRecord([
    String(line.sequence),
    line.at.toISOString(),
    by?.id ?? '',
    by?.name ?? 'Allclear itself',
    by?.role ?? '',
    line.action,
    line.subject,
    facts ? JSON.stringify(facts) : '',
    line.address ?? '',
    line.device ?? '',
    seal ? String(seal.position) : '',
    seal?.hash ?? '',
  ])
}

function jsonOf(line: AuditLogLine): string {
  return `${JSON.stringify(line)}\n`
}
