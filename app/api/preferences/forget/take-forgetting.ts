import type { FormSite } from '#app/api/form-site.ts'
import { readFields, seeOther } from '#app/api/forms.ts'
import { forgetByLink } from '#lib/flows/subscribers/forget-subscriber.ts'

/** Takes the button of /preferences/<token>/forget. */
export async function takeForgetting(request: Request, site: FormSite): Promise<Response> {
  const read = await readFields(request, undefined, site.url)
  if ('refusal' in read) return read.refusal
  const outcome = await forgetByLink(read.fields.token ?? '', new Date(), undefined, site.brandId)
  return seeOther(outcome === 'done' ? '/preferences/forgotten' : '/preferences/expired')
}
