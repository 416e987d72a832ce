import { forPeople } from '#app/api/answered.ts'
import { switchMail } from '#lib/flows/subscribers/switch-mail.ts'
import { readAuthorised } from '../authorised.ts'

/** Switches notices by mail off, where another way is there, or on again. */
async function answer(request: Request): Promise<Response> {
  const read = await readAuthorised(request)
  if ('refusal' in read) return read.refusal
  const result = await switchMail(read.subscriberId, read.fields.mail === 'off', read.now)
  return read.answer(result === 'only-way' ? result : `mail-${result}`)
}

export const POST = forPeople(answer)
