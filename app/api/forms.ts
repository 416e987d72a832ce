import { env } from '#lib/env.ts'
import { isOwnOrigin } from '#lib/origin.ts'

/** The longest form is a comment: 4,000 characters, percent-encoded at worst 36,000 bytes. */
const mostBytes = 64 * 1024

/**
 * Reads a form that was posted from our own pages. Returns its fields, or the answer that refuses it.
 * form has fields that may be there several times.
 */
export async function readFields(
  request: Request,
): Promise<{ fields: Record<string, string>; form: URLSearchParams } | { refusal: Response }> {
  if (!isOwnOrigin(request.headers, env.SITE_URL))
    return {
      refusal: says(403, `This form came from another site. Open ${env.SITE_URL} and send it from there.`),
    }
  const type = request.headers.get('content-type') ?? ''
  if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(type))
    return { refusal: says(415, 'Send a form as application/x-www-form-urlencoded.') }
  const text = await readText(request)
  if (text === null) return { refusal: says(413, `The form is longer than ${mostBytes / 1024} KiB.`) }
  const form = new URLSearchParams(text)
  return { fields: Object.fromEntries(form), form }
}

/** The body as text, or null: it is too long, and the rest is not read. */
async function readText(request: Request): Promise<string | null> {
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength
    if (bytes > mostBytes) return null
    text += decoder.decode(chunk, { stream: true })
  }
  return text + decoder.decode()
}

/** Sends the reader on to a page. The address is relative, so that it is right behind every proxy. */
export function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { location: path, 'cache-control': 'no-store' } })
}

/** Answers in one sentence. */
export function says(status: number, sentence: string): Response {
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
  return new Response(`${sentence}\n`, { status, headers })
}
