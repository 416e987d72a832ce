import { forPeople } from '#app/api/answered.ts'
import { says, seeOther } from '#app/api/forms.ts'
import { readBytes } from '#lib/body/bytes.ts'
import { readFormPairs } from '#lib/body/form.ts'
import { largest } from '#lib/body/limits.ts'
import { charsetOf, readText } from '#lib/body/text.ts'
import { env } from '#lib/env.ts'
import { enterSite } from '#lib/flows/readers/enter-site.ts'
import { clientAddress, createRateLimit } from '#lib/limits/rate-limit.ts'

/** Each asks the database, and anybody may try. */
const tries = createRateLimit({
  name: 'hand-overs',
  address: { burst: 30, perMinute: 20 },
  network: { burst: 120, perMinute: 60 },
})

/** Takes a hand-over of the hoster's panel, from whatever site its form or link stands on, and opens the customer's servers. */
async function answer(request: Request): Promise<Response> {
  const now = new Date()
  if (!tries.take(clientAddress(request.headers, env.TRUSTED_PROXIES), now))
    return seeOther('/enter?problem=often')
  const token =
    request.method === 'POST' ? await tokenIn(request) : tokenOf(new URL(request.url).searchParams)
  if (token instanceof Response) return token
  const entered = await enterSite(token, now)
  if ('problem' in entered) return seeOther(`/enter?problem=${entered.problem}`)
  const response = seeOther('/mine')
  response.headers.append('set-cookie', entered.cookie)
  return response
}

async function tokenIn(request: Request): Promise<string | Response> {
  const charset = charsetOf(request.headers)
  if (typeof charset !== 'string') return says(charset.refused, charset.message)
  const bytes = await readBytes(request, largest.form)
  if ('refused' in bytes) return says(bytes.refused, bytes.message)
  const text = await readText(bytes, request.headers)
  if (typeof text !== 'string') return says(text.refused, text.message)
  const pairs = await readFormPairs(text, charset, 10)
  return 'refused' in pairs ? says(pairs.refused, pairs.message) : tokenOf(new URLSearchParams(pairs))
}

function tokenOf(fields: URLSearchParams): string {
  return fields.get('token') ?? ''
}

export const GET = forPeople(answer)
export const POST = forPeople(answer)
