import { forPeople } from '#app/api/answered.ts'
import { readFields, seeOther } from '#app/api/forms.ts'
import { unsubscribe } from '#lib/flows/subscribers/unsubscribe.ts'

/** Takes the button of /unsubscribe/<token>. */
async function answer(request: Request): Promise<Response> {
  const read = await readFields(request)
  if ('refusal' in read) return read.refusal
  const outcome = await unsubscribe(read.fields.token ?? '', new Date())
  return seeOther(outcome === 'done' ? '/unsubscribe/done' : '/unsubscribe/invalid')
}

export const POST = forPeople(answer)
