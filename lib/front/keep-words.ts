import type { IncomingMessage, ServerResponse } from 'node:http'
import { buffer } from 'node:stream/consumers'
import { strangerLimits } from '#lib/body/limits.ts'
import { readMultipart } from '#lib/body/multipart.ts'
import { escapeMarkup } from '#lib/documents/markup.ts'
import { env } from '#lib/env.ts'
import { isOwnOrigin } from '#lib/origin.ts'
import { wordsIn } from '#lib/words/words.ts'
import { withId } from './plain-answer.ts'
import { pageSecurity } from './security.ts'

/** Whose person is not signed in yet, or not by all that it takes: nothing else is typed there. */
const doors = /^\/desk\/(sign-in|second-step|enter|set-up|join)\b/

/** What nobody is shown again. */
const secrets = new Set(['secret', 'password', 'code'])

/**
 * Whether this is a form of the desk that a browser without scripts sends: where they run, the form itself keeps what was
 * typed, and the framework's own header tells.
 */
export function isPlainForm({ method, url = '/', headers }: IncomingMessage): boolean {
  if (method !== 'POST' || doors.test(url) || headers['next-action'] !== undefined) return false
  if (!/^multipart\/form-data\b/i.test(headers['content-type'] ?? '')) return false
  const given = new Headers()
  for (const name of ['origin', 'host', 'sec-fetch-site'] as const)
    if (headers[name] !== undefined) given.set(name, String(headers[name]))
  // What another site sends is never shown as if our own people had typed it.
  return isOwnOrigin(given, env.SITE_URL)
}

/** why: its person is signed out; or nobody can tell, because the database does not answer. */
type Why = 'out' | 'away'

/**
 * Gives a form back as it was sent, to be sent again: its page would lead to the door, and what was typed would be lost. The
 * body is one that anybody may send, and no longer.
 */
export async function keepWords(request: IncomingMessage, response: ServerResponse, why: Why): Promise<void> {
  const bytes = await buffer(request)
  const read = await readMultipart(bytes, request.headers['content-type'] ?? '', strangerLimits.fields)
  const fields = Array.isArray(read) ? read.filter(([name]) => !secrets.has(name)) : []
  if (response.destroyed) return
  const head = ['Content-Type', 'text/html; charset=utf-8', 'Cache-Control', 'private, no-store']
  response.writeHead(why === 'out' ? 401 : 503, withId([...pageSecurity, ...head]))
  response.end(pageOf(request.url ?? '/desk', fields, why))
}

function pageOf(url: string, fields: readonly [string, string][], why: Why): string {
  const words = wordsIn('en')
  const hidden = fields.map(
    ([name, value]) => `<input type="hidden" name="${escapeMarkup(name)}" value="${escapeMarkup(value)}">`,
  )
  const typed = fields.filter(([name, value]) => !name.startsWith('$') && /\s|.{13}/.test(value))
  const shown = typed.map(
    ([name, value]) =>
      `<p><label>${escapeMarkup(name)}<br><textarea readonly rows="4" style="width:100%;font:inherit">\n${escapeMarkup(value)}</textarea></label></p>`,
  )
  return `<!doctype html><html lang="${words('language.code')}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${words('desk.kept.title')}</title><body style="font:1.1rem/1.5 system-ui;margin:3rem auto;max-width:36rem;padding:0 1rem">
<h1>${words(`desk.kept.${why}`)}</h1><p>${words('desk.kept.text')}</p>
<p><a href="/desk/sign-in" target="_blank" rel="noreferrer">${words('desk.kept.signIn')}</a></p>
<form method="post" action="${escapeMarkup(url)}" enctype="multipart/form-data">${hidden.join('')}
<p><button style="font:inherit;padding:.5rem 1rem">${words('desk.kept.again')}</button></p></form>
${shown.join('\n')}</body></html>`
}
