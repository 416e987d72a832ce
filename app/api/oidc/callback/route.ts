import { forPeople } from '#app/api/answered.ts'
import { env } from '#lib/env.ts'
import { enterByCompany } from '#lib/flows/sign-in/enter-by-company.ts'
import { companyCookieOf } from '#lib/flows/sign-in/start-company.ts'
import { writtenCookie } from '#lib/identity/browser-cookie.ts'
import type { SessionCookie } from '#lib/identity/session.ts'

/** More signs than any provider sends back with. */
const longestQuery = 8192

/** Where the company's identity provider sends people back to. */
export const GET = forPeople(async (request: Request): Promise<Response> => {
  const { search, searchParams } = new URL(request.url)
  const query = search.length > longestQuery ? new URLSearchParams() : searchParams
  const entry = await enterByCompany({ query, headers: request.headers }, new Date())
  if ('refused' in entry) return lead(`/desk/sign-in?problem=${entry.refused}`, [])
  return lead(entry.path ?? '/desk', entry.cookies)
})

function lead(path: string, cookies: readonly SessionCookie[]): Response {
  const headers = new Headers({ location: `${env.SITE_URL}${path}`, 'cache-control': 'no-store' })
  for (const cookie of [...cookies, companyCookieOf('', 0)])
    headers.append('set-cookie', writtenCookie(cookie))
  return new Response(null, { status: 303, headers })
}
