import type { FormSite } from '#app/api/form-site.ts'
import { readFields, seeOther } from '#app/api/forms.ts'
import { confirmSubscription, preferencesAfter } from '#lib/flows/subscribers/confirm-subscription.ts'
import { chosenLanguage } from '#lib/language.ts'
import { readZone } from '#lib/rules/time/zone.ts'

/** Takes the button of /confirm/<token>, and opens what the address gets from now on. */
export async function takeConfirmation(request: Request, site: FormSite): Promise<Response> {
  const read = await readFields(request, undefined, site.url)
  if ('refusal' in read) return read.refusal
  const now = new Date()
  const token = read.form.get('token') ?? ''
  const zone = readZone(read.form)
  const result = await confirmSubscription(token, zone, now, undefined, site.brandId, chosenLanguage())
  const preferences = result === 'confirmed' ? await preferencesAfter(token, now) : null
  return seeOther(preferences ? `/preferences/${preferences}?confirmed=1` : '/confirm/expired')
}
