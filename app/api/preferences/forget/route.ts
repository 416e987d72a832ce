import { forPeople } from '#app/api/answered.ts'
import { readFields, seeOther } from '#app/api/forms.ts'
import { forgetByLink } from '#lib/flows/subscribers/forget-subscriber.ts'

/** Takes the button of /preferences/<token>/forget. */
async function answer(request: Request): Promise<Response> {
  const read = await readFields(request)
  if ('refusal' in read) return read.refusal
  const outcome = await forgetByLink(read.fields.token ?? '', new Date())
  return seeOther(outcome === 'done' ? '/preferences/forgotten' : '/preferences/expired')
}

export const POST = forPeople(answer)
