import { setTimeout as pause } from 'node:timers/promises'
import { forPeople } from '#app/api/answered.ts'
import { readFields, seeOther } from '#app/api/forms.ts'
import { env } from '#lib/env.ts'
import { askPreferencesLink } from '#lib/flows/subscribers/ask-preferences-link.ts'
import { emailProblem } from '#lib/rules/subscribers/email.ts'
import { readEmail } from '#lib/rules/subscribers/subscription.ts'
import { clientAddress, createRateLimit } from '#lib/turns/rate-limit.ts'

const limit = createRateLimit({
  address: { burst: 5, perMinute: 1 },
  network: { burst: 30, perMinute: 6 },
})

/** No answer is quicker: what is known of an address costs less than this, so its time tells nothing. */
const leastMs = 150

/** Takes the form of /preferences. The answer is the same whatever is known of the address. */
async function answer(request: Request): Promise<Response> {
  const now = new Date()
  const read = await readFields(request)
  if ('refusal' in read) return read.refusal
  if (read.form.get('website')) return seeOther('/preferences/sent')
  const email = readEmail(read.form)
  if (!email) return seeOther(`/preferences?problem=${emailProblem(read.form.get('email'))}`)
  if (!limit.take(clientAddress(request.headers, env.TRUSTED_PROXIES), now))
    return seeOther('/preferences?problem=often')
  await Promise.all([askPreferencesLink(email, now), pause(leastMs)])
  return seeOther('/preferences/sent')
}

export const POST = forPeople(answer)
