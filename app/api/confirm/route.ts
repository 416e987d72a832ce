import { forPeople } from '#app/api/answered.ts'
import { readFields, seeOther } from '#app/api/forms.ts'
import { confirmSubscription, preferencesAfter } from '#lib/flows/subscribers/confirm-subscription.ts'
import { readZone } from '#lib/rules/time/zone.ts'

/** Takes the button of /confirm/<token>, and opens what the address gets from now on. */
async function answer(request: Request): Promise<Response> {
  const read = await readFields(request)
  if ('refusal' in read) return read.refusal
  const now = new Date()
  const token = read.form.get('token') ?? ''
  const result = await confirmSubscription(token, readZone(read.form), now)
  const preferences = result === 'confirmed' ? await preferencesAfter(token, now) : null
  return seeOther(preferences ? `/preferences/${preferences}?confirmed=1` : '/confirm/expired')
}

export const POST = forPeople(answer)
