import type { IncomingMessage, ServerResponse } from 'node:http'
import { env } from '#lib/env.ts'
import type { Absence } from '#lib/faults/absence.ts'
import { withId } from '#lib/front/plain-answer.ts'
import { pageSecurity } from '#lib/front/security.ts'
import { utcMoment } from '#lib/words/moment.ts'
import { wordsIn } from '#lib/words/words.ts'

/** Whether a person loads a page by it: they can be shown another one in its place. */
export function isLoad({ method, headers }: IncomingMessage): boolean {
  return (method === 'GET' || method === 'HEAD') && headers.rsc === undefined
}

/**
 * Answers for the desk while its database is silent: since when, what goes on without it, and what to do. Nobody can be known
 * then, so it says nothing that a stranger may not read.
 */
export function showDeskAway(response: ServerResponse, known: Absence | null): void {
  const words = wordsIn('en')
  const head = ['Content-Type', 'text/html; charset=utf-8', 'Cache-Control', 'private, no-store']
  response.writeHead(503, withId([...pageSecurity, ...head, 'Retry-After', '10']))
  const since = known ? `<p>${words('desk.away.since', { at: utcMoment(words, known.wellAt) })}</p>` : ''
  const alerts = env.ALERT_SPOOL === 'off' ? 'refused' : 'spooled'
  const steps = (['runs', 'room', 'reached', 'log'] as const)
    .map(step => `<li>${words.markup(`desk.away.${step}`, { code: text => `<code>${text}</code>` })}</li>`)
    .join('\n')
  response.end(`<!doctype html><html lang="${words('language.code')}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><meta http-equiv="refresh" content="10">
<title>${words('desk.away.title')}</title><body style="font:1.1rem/1.5 system-ui;margin:3rem auto;max-width:36rem;padding:0 1rem;overflow-wrap:anywhere">
<main><h1>${words('desk.away.title')}</h1>${since}
<p>${words('desk.away.pages')} ${words(`desk.away.${alerts}`)}</p>
<h2>${words('desk.away.what')}</h2><ol>${steps}</ol>
<p>${words('desk.away.again')}</p><p><a href="/">${words('site.sorry.board')}</a></p></main></body></html>`)
}
