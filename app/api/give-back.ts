import { largest } from '#lib/body/limits.ts'
import { isPlain, keepForm } from '#lib/processes/kept-forms.ts'
import { readFields, seeOther } from './forms.ts'

/** Whether a request is a form that is short enough to be held while it is answered. */
export function mayGiveBack({ method, headers }: Request): boolean {
  const isShort = Number(headers.get('content-length') ?? Number.NaN) <= largest.form.bytes
  const type = headers.get('content-type') ?? ''
  return method === 'POST' && isShort && /^application\/x-www-form-urlencoded\b/i.test(type)
}

/**
 * Leads a browser without scripts, which would lose what was typed, to its form as it was sent. status: why it was not taken.
 * null: it keeps its words itself.
 */
export async function giveBack(copy: Request, status: number, now: Date): Promise<Response | null> {
  const read = await readFields(copy, mostFields)
  if ('refusal' in read || !isPlain(read.form)) return null
  const path = new URL(copy.url).pathname
  const problems = [status === 503 ? 'away' : 'fault']
  return seeOther(keepForm({ kind: 'again', form: read.form, problems, path }, now))
}

/** A form on which servers are ticked has one for each. */
const mostFields = 5_000
