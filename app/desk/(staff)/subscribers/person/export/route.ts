import { readFields, says } from '#app/api/forms.ts'
import { refuseFile } from '#app/desk/refuse-file.ts'
import { requireSignedIn } from '#app/desk/session.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import { exportPerson } from '#lib/flows/subscribers/export-subscribers.ts'
import { Email } from '#lib/rules/subscribers/email.ts'

/** Takes the form on the page of a person: all that we have of an address, as a file. */
export async function POST(request: Request): Promise<Response> {
  const { db, staffMember } = await requireSignedIn()
  const read = await readFields(request)
  if ('refusal' in read) return read.refusal
  const email = Email.safeParse(read.fields.email).data
  if (!email) return says(400, staffWords('deskSubscribers.route.theAddressIsNone'))
  const now = new Date()
  const text = await exportPerson(db, { email, staffId: staffMember.id }, now).catch(refuseFile)
  if (text instanceof Response) return text
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'content-disposition': `attachment; filename="person-${now.toISOString().slice(0, 10)}.json"`,
    'cache-control': 'no-store',
  }
  return new Response(text, { headers })
}
