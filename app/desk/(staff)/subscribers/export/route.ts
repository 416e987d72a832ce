import { Readable } from 'node:stream'
import { readFields } from '#app/api/forms.ts'
import { searchOf } from '#app/desk/(staff)/subscribers/query.ts'
import { refuseFile } from '#app/desk/refuse-file.ts'
import { requireSignedIn } from '#app/desk/session.ts'
import { readTargets } from '#db/reads/subscribers/subscribing.ts'
import { exportSubscribers } from '#lib/flows/subscribers/export-subscribers.ts'

/** Takes the form below the list: its search as a file. */
export async function POST(request: Request): Promise<Response> {
  const { db, staffMember } = await requireSignedIn()
  const read = await readFields(request)
  if ('refusal' in read) return read.refusal
  const now = new Date()
  const { filter } = searchOf(read.fields, await readTargets(db))
  const text = await exportSubscribers(db, { filter, staffId: staffMember.id }, now).catch(refuseFile)
  if (text instanceof Response) return text
  const headers = {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="subscribers-${now.toISOString().slice(0, 10)}.csv"`,
    'cache-control': 'no-store',
  }
  return new Response(Readable.toWeb(Readable.from(bytesOf(text))) as ReadableStream, { headers })
}

async function* bytesOf(text: AsyncIterable<string>): AsyncGenerator<Uint8Array> {
  for await (const piece of text) yield Buffer.from(piece)
}
