import { readerWords } from '#app/_components/site/reader-words.ts'
import { readBytes } from '#lib/body/bytes.ts'
import { readFormPairs } from '#lib/body/form.ts'
import { largest, strangerLimits } from '#lib/body/limits.ts'
import type { Refused } from '#lib/body/refused.ts'
import { charsetOf, readText } from '#lib/body/text.ts'
import { env } from '#lib/env.ts'
import { currentLanguage, pageIn } from '#lib/language.ts'
import { isOwnOrigin } from '#lib/origin.ts'

/**
 * Reads a form that was posted from our own pages. Returns its fields, or the answer that refuses it.
 * form has fields that may be there several times. The longest is a comment: 4,000 characters, percent-encoded at worst
 * 36,000 bytes. mostFields: of a form on which servers are ticked, one for each. siteUrl: whose pages they are.
 */
export async function readFields(
  request: Request,
  mostFields: number = strangerLimits.fields,
  siteUrl: string = env.SITE_URL,
): Promise<{ fields: Record<string, string>; form: URLSearchParams } | { refusal: Response }> {
  const words = readerWords()
  if (!isOwnOrigin(request.headers, siteUrl))
    return {
      refusal: says(403, words('forms.refusal.otherSite', { site: siteUrl })),
    }
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type))
    return { refusal: says(415, words('forms.refusal.notAForm')) }
  const pairs = await readPairs(request, mostFields)
  if ('refused' in pairs) return { refusal: says(pairs.refused, pairs.message) }
  const form = new URLSearchParams(pairs)
  return { fields: Object.fromEntries(form), form }
}

async function readPairs(request: Request, most: number): Promise<[string, string][] | Refused> {
  const charset = charsetOf(request.headers)
  if (typeof charset !== 'string') return charset
  const bytes = await readBytes(request, largest.form)
  if ('refused' in bytes) return bytes
  const text = await readText(bytes, request.headers)
  return typeof text === 'string' ? readFormPairs(text, charset, most) : text
}

/** Sends the reader on to a page, in their language. The address is relative, so that it is right behind every proxy. */
export function seeOther(path: string): Response {
  const location = pageIn(currentLanguage(), path)
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } })
}

/** Answers in one sentence. */
export function says(status: number, sentence: string): Response {
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
  return new Response(`${sentence}\n`, { status, headers })
}
