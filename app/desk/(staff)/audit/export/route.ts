import { Readable } from 'node:stream'
import { readFields } from '#app/api/forms.ts'
import { auditFilterOf } from '#app/desk/(staff)/audit/query.ts'
import { refuseFile } from '#app/desk/refuse-file.ts'
import { requireSignedIn } from '#app/desk/session.ts'
import { type AuditFormat, exportAudit } from '#lib/flows/staff/export-audit.ts'

const types: Record<AuditFormat, string> = { csv: 'text/csv', jsonl: 'application/jsonl' }

/** Takes the form below the audit log: its search as a file. */
export async function POST(request: Request): Promise<Response> {
  const { db, staffMember } = await requireSignedIn()
  const read = await readFields(request)
  if ('refusal' in read) return read.refusal
  const now = new Date()
  const format: AuditFormat = read.fields.format === 'csv' ? 'csv' : 'jsonl'
  const taken = { filter: auditFilterOf(read.fields), format, staffId: staffMember.id }
  const text = await exportAudit(db, taken, now).catch(refuseFile)
  if (text instanceof Response) return text
  const headers = {
    'content-type': `${types[format]}; charset=utf-8`,
    'content-disposition': `attachment; filename="audit-${now.toISOString().slice(0, 10)}.${format}"`,
    'cache-control': 'no-store',
  }
  return new Response(Readable.toWeb(Readable.from(text)) as ReadableStream, { headers })
}
