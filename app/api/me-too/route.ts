import { forPeople } from '#app/api/answered.ts'
import { readFields, seeOther } from '#app/api/forms.ts'
import { newId } from '#db/id.ts'
import { env } from '#lib/env.ts'
import { countMeToo } from '#lib/flows/comments/count-me-too.ts'
import { browserCookie, sentCookie, writtenCookie } from '#lib/identity/browser-cookie.ts'
import { addressGroup, clientAddress, createRateLimit } from '#lib/limits/rate-limit.ts'
import { readMeTooForm } from '#lib/rules/comments/me-too.ts'

const limit = createRateLimit({
  name: 'me-toos',
  address: { burst: 10, perMinute: 2 },
  network: { burst: 60, perMinute: 12 },
})

/** Takes the button "I have this too" of a post. */
async function answer(request: Request): Promise<Response> {
  const now = new Date()
  const read = await readFields(request)
  if ('refusal' in read) return read.refusal
  const form = readMeTooForm(read.fields)
  const address = clientAddress(request.headers, env.TRUSTED_PROXIES)
  if (!form || !limit.take(address, now)) return seeOther('/comments/not-noted')
  const known = browserOf(request.headers)
  const browser = known ?? newId()
  const result = await countMeToo({ ...form, browser, address: addressGroup(address) }, now)
  if (result.is === 'gone') return seeOther('/comments/not-noted')
  const page = result.is === 'counted' ? 'noted' : 'not-noted'
  const answered = seeOther(`/comments/${page}?post=${result.slug}`)
  if (!known)
    answered.headers.append(
      'set-cookie',
      writtenCookie(browserCookie(cookieName, browser, { path: cookiePath, maxAge: 86_400 })),
    )
  return answered
}

const cookieName = 'allclear-me-too'
/** It is sent to this button alone. */
const cookiePath = '/api/me-too'

/** By which a browser is known again, here and nowhere else. */
function browserOf(headers: Headers): string | null {
  const value = sentCookie(headers, cookieName, cookiePath)
  return value && /^[a-z0-9]{12}$/.test(value) ? value : null
}

export const POST = forPeople(answer)
