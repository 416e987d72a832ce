import { env } from '#lib/env.ts'
import { addressIn, plainLanguage, splitLanguage } from '#lib/front/languages/address.ts'
import { isLanguage, languages } from '#lib/rules/languages/language.ts'
import { ourSite } from '#lib/site.ts'
import { longTimes } from '#lib/words/time.ts'
import { type Words, wordsIn } from '#lib/words/words.ts'
import { isCopied } from './addresses.ts'

/** What is not in the copy is at the site: links lead there, and a form that is sent becomes a link to its page. */
export function copyPage(html: string, address: string, now: Date): string {
  const words = wordsOf(address)
  const linked = html
    .replace(/(<a\b[^>]*?\shref=")\?in=([a-z]{2})(?=")/g, (whole, start: string, code: string) =>
      isLanguage(code) ? start + addressIn(code, splitLanguage(address).url) : whole,
    )
    .replace(/(<(?:a|area)\b[^>]*?\shref=")(\/[^"]*)"/g, (_, start: string, to: string) => {
      return `${start}${isCopied(to) ? to : `${env.SITE_URL}${to}`}"`
    })
    .replace(/<form\b([^>]*)>([\s\S]*?)<\/form>/g, (_, head: string, fields: string) =>
      isSent(head) ? atTheSite(words, address) : `<form${toTheSite(head)}>${fields}${formNote(words)}</form>`,
    )
  return linked
    .replace(/<head>/, () => `<head>${policy()}<meta name="robots" content="noindex">`)
    .replace(/(<main\b[^>]*>)/, (_, main: string) => main + note(words, address, now))
}

/** The same for a text that people and programs read. */
export function copyText(text: string, address: string, now: Date): string {
  const words = wordsOf(address)
  const at = momentOf(words, now)
  return `${text.trimEnd()}\n\n${words('site.copy.text', { at, address: env.SITE_URL + address })}\n`
}

/** A page that leads on: a server has another name now. */
export function leadingPage(location: string): string {
  const to = location.replace(/[&<>"]/g, sign => `&#${sign.charCodeAt(0)};`)
  return `<!doctype html><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${to}"><meta name="robots" content="noindex"><title>${to}</title><p><a href="${to}">${to}</a></p>\n`
}

/** All that a copy says while the site is not for everybody. */
export function closedPage(): string {
  const words = wordsIn(ourSite().language)
  return `<!doctype html><html lang="${words('language.code')}" dir="${languages[ourSite().language].dir}"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="robots" content="noindex"><meta name="color-scheme" content="light dark">
<title>${words('site.copy.closed')}</title><body style="font:1.1rem/1.5 system-ui;margin:3rem auto;max-width:36rem;padding:0 1rem">
<main><h1>${words('site.copy.closed')}</h1><p><a href="${env.SITE_URL}">${env.SITE_URL}</a></p></main></body></html>
`
}

/** Where the copy is served without headers, as from a bucket, the page itself says what may be done in it. */
function policy(): string {
  const allowed = `default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action ${env.SITE_URL}`
  return `<meta http-equiv="Content-Security-Policy" content="${allowed}">`
}

/** Those of the language in which the address is answered. */
function wordsOf(address: string): Words {
  const { language, url } = splitLanguage(address)
  return wordsIn(language ?? plainLanguage(url))
}

function note(words: Words, address: string, now: Date): string {
  const moment = `<time datetime="${now.toISOString()}" data-show="moment">${momentOf(words, now)}</time>`
  const site = new URL(env.SITE_URL).host
  const sentence = words.markup('site.copy.note', {
    at: moment,
    site,
    link: chunks => `<a href="${env.SITE_URL}${address}">${chunks}</a>`,
  })
  return `<p role="note" data-copy style="margin:0;padding:.75rem 0;font-weight:600">${sentence}</p>`
}

function formNote(words: Words): string {
  return `<p style="font-size:.875em">${words('site.copy.form', { site: new URL(env.SITE_URL).host })}</p>`
}

function atTheSite(words: Words, address: string): string {
  const sentence = words.markup('site.copy.sent', {
    site: new URL(env.SITE_URL).host,
    link: chunks => `<a href="${env.SITE_URL}${address}">${chunks}</a>`,
  })
  return `<p>${sentence}</p>`
}

function isSent(head: string): boolean {
  return /\smethod="post"/i.test(head)
}

function toTheSite(head: string): string {
  return head.replace(
    /(\saction=")(\/[^"]*)"/,
    (_, start: string, to: string) => `${start}${env.SITE_URL}${to}"`,
  )
}

function momentOf(words: Words, now: Date): string {
  // With its day always: nobody knows when it is read. The epoch is another day than any.
  return longTimes(words, ourSite().zone, new Date(0)).moment(now)
}
