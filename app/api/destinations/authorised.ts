import { readFields, seeOther } from '#app/api/forms.ts'
import { preferencesOf } from '#lib/identity/links.ts'

type Authorised = {
  fields: Record<string, string>
  subscriberId: string
  now: Date
  /** Back to the page, with what became of it. */
  answer(what: string): Response
}

/** Reads a form of the preferences. The token in it says whose they are; without a valid one it is refused. */
export async function readAuthorised(request: Request): Promise<Authorised | { refusal: Response }> {
  const now = new Date()
  const read = await readFields(request)
  if ('refusal' in read) return read
  const token = read.fields.token ?? ''
  const subscriberId = await preferencesOf(token, now)
  if (!subscriberId) return { refusal: seeOther('/preferences/expired') }
  const page = `/preferences/${encodeURIComponent(token)}`
  return {
    fields: read.fields,
    subscriberId,
    now,
    answer: what => seeOther(`${page}?way=${what}#ways`),
  }
}
