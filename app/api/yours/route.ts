import { forPeople } from '#app/api/answered.ts'
import { readFields, seeOther } from '#app/api/forms.ts'
import { env } from '#lib/env.ts'
import {
  ownServerCookie,
  ownServerSeconds,
  readOwnServer,
  readOwnServerForm,
} from '#lib/rules/servers/own-server.ts'

/** Keeps a reader's own server in their browser, or has it forgotten. Nothing is kept here. */
async function keep(request: Request): Promise<Response> {
  const read = await readFields(request)
  if ('refusal' in read) return read.refusal
  const form = readOwnServerForm(read.fields)
  if (!form) return seeOther('/find')
  const answered = seeOther(`/is/${form.hostname}${form.isKept ? '?remembered' : ''}`)
  answered.headers.append('set-cookie', cookieOf(form.isKept ? form.hostname : null))
  return answered
}

/** Leads to the verdict of the server that this browser remembers: pages are the same for all, so a link asks here. */
async function look(request: Request): Promise<Response> {
  const hostname = readOwnServer(request.headers.get('cookie') ?? '')
  return seeOther(hostname ? `/is/${hostname}?remembered` : '/find')
}

/** Scripts may read it: yours.js shows that server on top of each page. */
function cookieOf(hostname: string | null): string {
  const secure = env.SITE_URL.startsWith('https:') ? '; Secure' : ''
  const life = hostname ? ownServerSeconds : 0
  return `${ownServerCookie}=${hostname ?? ''}; Path=/; Max-Age=${life}; SameSite=Lax${secure}`
}

export const POST = forPeople(keep)
export const GET = forPeople(look)
