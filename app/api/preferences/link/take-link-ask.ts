import { setTimeout as pause } from 'node:timers/promises'
import type { FormSite } from '#app/api/form-site.ts'
import { readFields, seeOther } from '#app/api/forms.ts'
import { env } from '#lib/env.ts'
import { askPreferencesLink } from '#lib/flows/subscribers/ask-preferences-link.ts'
import { clientAddress, createRateLimit } from '#lib/limits/rate-limit.ts'
import { isPlain, keepForm } from '#lib/processes/kept-forms.ts'
import { emailProblem } from '#lib/rules/subscribers/email.ts'
import { readEmail } from '#lib/rules/subscribers/subscription.ts'

const limit = createRateLimit({
  name: 'preference-links',
  address: { burst: 5, perMinute: 1 },
  network: { burst: 30, perMinute: 6 },
})

/** No answer is quicker: what is known of an address costs less than this, so its time tells nothing. */
const leastMs = 150

/** Takes the form of /preferences. The answer is the same whatever is known of the address. */
export async function takeLinkAsk(request: Request, site: FormSite): Promise<Response> {
  const now = new Date()
  const read = await readFields(request, undefined, site.url)
  if ('refusal' in read) return read.refusal
  if (read.form.get('website')) return seeOther('/preferences/sent')
  const email = readEmail(read.form)
  const backTo = (problem: string) =>
    isPlain(read.form) && site.brandId === null
      ? seeOther(keepForm({ kind: 'link', form: read.form, problems: [problem] }, now))
      : seeOther(`/preferences?problem=${problem}`)
  if (!email) return backTo(emailProblem(read.form.get('email')))
  if (!limit.take(clientAddress(request.headers, env.TRUSTED_PROXIES), now)) return backTo('often')
  await Promise.all([askPreferencesLink(email, now, undefined, site.brandId), pause(leastMs)])
  return seeOther('/preferences/sent')
}
