import type { IncomingMessage } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { readFormPairs } from '#lib/body/form.ts'
import { strangerLimits } from '#lib/body/limits.ts'
import { readMultipart } from '#lib/body/multipart.ts'
import type { Refused } from '#lib/body/refused.ts'
import { env } from '#lib/env.ts'
import { isOwnOrigin } from '#lib/origin.ts'
import { wordsIn } from '#lib/words/words.ts'
import type { Exchange } from './exchange.ts'
import { refuseRequest, withId } from './plain-answer.ts'
import { pageSecurity } from './security.ts'

/** Where people sign in: nobody has to be signed in there. */
const door = /^\/desk\/(sign-in|enter|set-up)([/?]|$)/

const forms = /^(multipart\/form-data|application\/x-www-form-urlencoded)\b/i

/**
 * Whether this is a form of the desk as browsers send it without scripts, from our own pages. The framework would lead its
 * person to sign in, and lose what was typed.
 */
export function isPlainForm({ method, url = '/', headers }: IncomingMessage): boolean {
  if (method !== 'POST' || door.test(url) || headers['next-action'] !== undefined) return false
  if (!forms.test(headers['content-type'] ?? '')) return false
  const given = new Headers()
  for (const name of ['origin', 'host', 'sec-fetch-site'] as const)
    if (headers[name] !== undefined) given.set(name, String(headers[name]))
  // What another site sends is never shown as if our own people had typed it.
  return isOwnOrigin(given, env.SITE_URL)
}

/** Answers such a form whose person is signed out: nothing is lost, and one button sends it again. */
export async function giveBack({ request, response }: Exchange): Promise<void> {
  const read = await fieldsOf(request)
  if ('refused' in read) return refuseRequest(response, read.refused, read.message)
  const common = [...pageSecurity, 'Content-Type', 'text/html; charset=utf-8', 'Cache-Control', 'no-store']
  response.writeHead(401, withId(common))
  response.end(pageOf(request.url ?? '/desk', read))
}

/** The door has counted its length already, or asked that somebody be signed in. */
async function fieldsOf(request: IncomingMessage): Promise<[string, string][] | Refused> {
  const bytes = await buffer(request)
  const type = request.headers['content-type'] ?? ''
  const { fields } = strangerLimits
  return /^multipart/i.test(type)
    ? readMultipart(bytes, type, fields)
    : readFormPairs(bytes.toString(), 'utf-8', fields)
}

/** Shorter words are soon typed again. */
const leastShown = 12

function pageOf(url: string, fields: readonly [string, string][]): string {
  const words = wordsIn('en')
  const hidden = fields.map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  )
  // Names that begin so are the framework's own.
  const typed = fields.filter(([name, value]) => !name.startsWith('$') && value.length >= leastShown)
  // A text area leaves out the line break with which it begins.
  const shown = typed.map(
    ([name, value]) =>
      `<p><textarea readonly rows="5" style="width:100%;box-sizing:border-box" aria-label="${escaped(name)}">\n${escaped(value)}</textarea></p>`,
  )
  return `<!doctype html><html lang="${words('language.code')}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${words('signedOut.title')}</title><body style="font:1.1rem/1.5 system-ui;margin:3rem auto;max-width:36rem;padding:0 1rem">
<main><h1>${words('signedOut.headline')}</h1>
<p role="alert">${words('signedOut.advice')} <a href="/desk/sign-in" target="_blank" rel="noreferrer">${words('signedOut.signIn')}</a></p>
<form method="post" enctype="multipart/form-data" action="${escaped(url)}">${hidden.join('')}
<p><button style="font:inherit;padding:.6rem 1.2rem">${words('signedOut.again')}</button></p></form>
${shown.length > 0 ? `<h2>${words('signedOut.typed')}</h2>${shown.join('')}` : ''}</main></body></html>`
}

function escaped(text: string): string {
  const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
  return text.replace(/[&<>"]/g, sign => signs[sign] ?? sign)
}
