import { forPeople } from '#app/api/answered.ts'
import { readFields, seeOther } from '#app/api/forms.ts'
import { newId } from '#db/id.ts'
import { env } from '#lib/env.ts'
import { countMeToo } from '#lib/flows/comments/count-me-too.ts'
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
  if (!known) answered.headers.append('set-cookie', cookieOf(browser))
  return answered
}

const name = 'allclear-reader'

/** By which a browser is known again, here and nowhere else. */
function browserOf(headers: Headers): string | null {
  const pairs = (headers.get('cookie') ?? '').split(/;\s*/)
  const value = pairs.find(pair => pair.startsWith(`${name}=`))?.slice(name.length + 1)
  return value && /^[a-z0-9]{12}$/.test(value) ? value : null
}

function cookieOf(browser: string): string {
  const secure = env.SITE_URL.startsWith('https:') ? '; Secure' : ''
  return `${name}=${browser}; Path=/api/me-too; Max-Age=86400; HttpOnly; SameSite=Lax${secure}`
}

export const POST = forPeople(answer)
