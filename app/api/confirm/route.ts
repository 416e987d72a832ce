import { forPeople } from '#app/api/answered.ts'
import { readFields, seeOther } from '#app/api/forms.ts'
import { confirmSubscription } from '#lib/flows/subscribers/confirm-subscription.ts'
import { readZone } from '#lib/rules/time/zone.ts'

/** Takes the button of /confirm/<token>. */
async function answer(request: Request): Promise<Response> {
  const read = await readFields(request)
  if ('refusal' in read) return read.refusal
  const result = await confirmSubscription(read.form.get('token') ?? '', readZone(read.form), new Date())
  return seeOther(result === 'confirmed' ? '/confirm/done' : '/confirm/expired')
}

export const POST = forPeople(answer)
