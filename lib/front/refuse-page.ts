import type { ServerResponse } from 'node:http'
import { escapeMarkup } from '#lib/documents/markup.ts'
import { wordsIn } from '#lib/words/words.ts'
import { withId } from './plain-answer.ts'
import { pageSecurity } from './security.ts'

/** Why a page of the desk does not open to somebody, as lib/identity/desk-refusal says it. */
export type ShutPage = { role: string; least: string; owners: readonly string[] }

/** Answers 403 with a sentence, which is there without scripts too: the framework would leave the page empty. */
export function refusePage(response: ServerResponse, { role, least, owners }: ShutPage): void {
  const words = wordsIn('en')
  const text = words('desk.refused.text', { role, least, owners: owners.join(', ') })
  const head = ['Content-Type', 'text/html; charset=utf-8', 'Cache-Control', 'private, no-store']
  response.writeHead(403, withId([...pageSecurity, ...head]))
  response.end(`<!doctype html><html lang="${words('language.code')}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${words('desk.refused.title')}</title><body style="font:1.1rem/1.5 system-ui;margin:3rem auto;max-width:36rem;padding:0 1rem">
<main><h1>${words('desk.refused.title')}</h1><p>${escapeMarkup(text)}</p>
<p><a href="/desk">${words('desk.refused.back')}</a></p></main></body></html>`)
}
