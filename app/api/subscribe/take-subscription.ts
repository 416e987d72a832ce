import { setTimeout as pause } from 'node:timers/promises'
import type { FormSite } from '#app/api/form-site.ts'
import { readFields, seeOther } from '#app/api/forms.ts'
import { env } from '#lib/env.ts'
import { askToSubscribe } from '#lib/flows/subscribers/ask-to-subscribe.ts'
import { chosenLanguage } from '#lib/language.ts'
import { clientAddress, createRateLimit } from '#lib/limits/rate-limit.ts'
import { isPlain, keepForm } from '#lib/processes/kept-forms.ts'
import { mostSubscriptionFields, readSubscriptionForm } from '#lib/rules/subscribers/subscription.ts'
import type { Target } from '#lib/rules/subscribers/target.ts'

/** A household subscribes at once to all it has; an office shares one network. */
const limit = createRateLimit({
  name: 'subscriptions',
  address: { burst: 10, perMinute: 2 },
  network: { burst: 60, perMinute: 12 },
})

/** No answer is quicker: what is known of an address costs less than this, so its time tells nothing. */
const leastMs = 150

/** Takes the form of /subscribe. The answer is the same whatever is known of the address. */
export async function takeSubscription(request: Request, site: FormSite): Promise<Response> {
  const now = new Date()
  const read = await readFields(request, mostSubscriptionFields, site.url)
  if ('refusal' in read) return read.refusal
  const form = readSubscriptionForm(read.form)
  if (form.is === 'robot') return seeOther('/subscribe/sent')
  const backTo = (problem: string, targets: readonly Target[]) =>
    // Only the hoster's own site keeps what was typed into a wrong form.
    isPlain(read.form) && site.brandId === null
      ? seeOther(keepForm({ kind: 'subscribe', form: read.form, problems: [problem] }, now))
      : toForm(problem, site.brandId === null ? targets : [])
  if (form.is === 'wrong') return backTo(form.problem, form.targets)
  if (!limit.take(clientAddress(request.headers, env.TRUSTED_PROXIES), now))
    return backTo('often', form.targets)
  const asked = { ...form, language: chosenLanguage() }
  const [result] = await Promise.all([askToSubscribe(asked, now, undefined, site.brandId), pause(leastMs)])
  return result === 'asked' ? seeOther('/subscribe/sent') : backTo('target', [])
}

/**
 * Back to the form, which keeps the last choice of each kind.
 * The mail address stays out of the address bar, which others read.
 */
function toForm(problem: string, targets: readonly Target[]): Response {
  const query = new URLSearchParams()
  for (const target of targets)
    if (target.is !== 'all') query.set(target.is, target.is === 'domain' ? target.domain : target.id)
  query.set('problem', problem)
  return seeOther(`/subscribe?${query}`)
}
