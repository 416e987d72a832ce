import { promisify } from 'node:util'
import { gzip } from 'node:zlib'

const pack = promisify(gzip)

/** Less is not worth the work: it fits one packet. */
const leastPackedBytes = 1400

/** An answer that says in a sentence what is wrong. */
export function refuse(status: number, message: string, headers: Record<string, string> = {}): Response {
  return Response.json({ message }, { status, headers })
}

/** The answer as gzip where the caller takes it and it is long. */
export async function packed(response: Response, acceptEncoding: string | null): Promise<Response> {
  const { status, headers } = response
  if (!response.body || !/\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))/i.test(acceptEncoding ?? '')) return response
  const bytes = Buffer.from(await response.arrayBuffer())
  if (bytes.length < leastPackedBytes) return new Response(bytes, { status, headers })
  headers.set('content-encoding', 'gzip')
  headers.set('vary', 'accept-encoding')
  return new Response(new Uint8Array(await pack(bytes)), { status, headers })
}
