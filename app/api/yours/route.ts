import { forPeople } from '#app/api/answered.ts'
import { readFields, seeOther } from '#app/api/forms.ts'
import { browserCookie, writtenCookie } from '#lib/identity/browser-cookie.ts'
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
  for (const cookie of cookiesOf(form.isKept ? form.hostname : null))
    answered.headers.append('set-cookie', cookie)
  return answered
}

/** Leads to the verdict of the server that this browser remembers: pages are the same for all, so a link asks here. */
async function look(request: Request): Promise<Response> {
  const hostname = readOwnServer(request.headers.get('cookie') ?? '')
  return seeOther(hostname ? `/is/${hostname}?remembered` : '/find')
}

/** Scripts may read it: yours.js shows that server on top of each page. The name of before is taken back, or both would count. */
function cookiesOf(hostname: string | null): string[] {
  const kept = browserCookie(ownServerCookie, hostname ?? '', { maxAge: hostname ? ownServerSeconds : 0 })
  const cookie = { ...kept, options: { ...kept.options, httpOnly: false } }
  const before = { ...cookie, name: ownServerCookie, value: '', options: { ...cookie.options, maxAge: 0 } }
  return (cookie.name === before.name ? [cookie] : [before, cookie]).map(writtenCookie)
}

export const POST = forPeople(keep)
export const GET = forPeople(look)
