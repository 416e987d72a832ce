import type { FormSite } from '#app/api/form-site.ts'
import { readFields, seeOther } from '#app/api/forms.ts'
import { unsubscribe } from '#lib/flows/subscribers/unsubscribe.ts'

/** Takes the button of /unsubscribe/<token>. */
export async function takeEnd(request: Request, site: FormSite): Promise<Response> {
  const read = await readFields(request, undefined, site.url)
  if ('refusal' in read) return read.refusal
  const outcome = await unsubscribe(read.fields.token ?? '', new Date(), undefined, site.brandId)
  return seeOther(outcome === 'done' ? '/unsubscribe/done' : '/unsubscribe/invalid')
}
