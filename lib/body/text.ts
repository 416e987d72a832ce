import { runFairly } from '#lib/limits/fair-queue.ts'
import type { HeaderFields } from './incoming.ts'
import { type Refused, refused } from './refused.ts'

const bytesPerStep = 256 * 1024

/** The charset that the Content-Type names, UTF-8 where it names none; 415 for one that nobody knows. */
export function charsetOf(headers: HeaderFields): string | Refused {
  const named = /;\s*charset\s*=\s*("[^"]{0,80}"|[^\s;"]{1,80})/i.exec(headers.get('content-type') ?? '')?.[1]
  const charset = named?.replaceAll('"', '').trim() || 'utf-8'
  if (charset.toLowerCase() === 'utf-8') return 'utf-8'
  try {
    return new TextDecoder(charset).encoding
  } catch {
    return refused(
      415,
      `The charset in Content-Type is "${charset}", which is not known here. Send UTF-8, and charset=utf-8.`,
    )
  }
}

/** The bytes as text, in the charset that the Content-Type names. */
export async function readText(bytes: Buffer, headers: HeaderFields): Promise<string | Refused> {
  const charset = charsetOf(headers)
  if (typeof charset !== 'string') return charset
  // What one step reads needs no decoder of its own.
  if (charset === 'utf-8' && bytes.length <= bytesPerStep) return utf8.decode(bytes)
  return runFairly(decode(bytes, charset))
}

const utf8 = new TextDecoder()

function* decode(bytes: Buffer, charset: string): Generator<void, string> {
  const decoder = new TextDecoder(charset)
  let text = ''
  for (let at = 0; at < bytes.length; at += bytesPerStep) {
    text += decoder.decode(bytes.subarray(at, at + bytesPerStep), { stream: true })
    yield
  }
  return text + decoder.decode()
}
