import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { quoted } from './text.ts'

const mostBytes = 2 * 1024 * 1024
const mostUnpackedBytes = 8 * 1024 * 1024

const unpack = promisify(gunzip)

type Refused = { refused: 400 | 413 | 415; message: string }
export type Body = { body: unknown } | Refused

/** Reads a request's body as JSON, or as the fields of a form; or says with which status it is refused and why. */
export async function readBody(request: Request, isForm: boolean): Promise<Body> {
  const wrongType = checkType(request.headers.get('content-type'), isForm)
  if (wrongType) return wrongType
  const packing = (request.headers.get('content-encoding') ?? 'identity').trim().toLowerCase()
  if (!['identity', 'gzip', 'x-gzip', ''].includes(packing))
    return refused(415, `Content-Encoding is ${quoted(packing)}, but accepts gzip, or none.`)
  const bytes = await readBytes(request.body)
  if (bytes === null) return refused(413, 'The body is larger than 2 MiB. Send fewer alerts at a time.')
  const plain = packing.endsWith('gzip') ? await unpacked(bytes) : bytes
  if ('refused' in plain) return plain
  const text = new TextDecoder().decode(plain)
  return isForm && !text.trimStart().startsWith('{')
    ? { body: Object.fromEntries(new URLSearchParams(text)) }
    : parsed(text)
}

function checkType(header: string | null, isForm: boolean): Refused | null {
  const type = (header ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
  // Some callers send none.
  if (type === '' || /^application\/([a-z0-9.!#$&^_-]+\+)?json$/.test(type)) return null
  if (isForm && type === 'application/x-www-form-urlencoded') return null
  const accepted = isForm ? 'application/x-www-form-urlencoded and application/json' : 'application/json'
  return refused(415, `Content-Type is ${quoted(type)}, but this address accepts ${accepted}.`)
}

/** Counts while it reads, for Content-Length may be missing or wrong. null: too large. */
async function readBytes(stream: ReadableStream<Uint8Array> | null): Promise<Buffer | null> {
  const chunks: Uint8Array[] = []
  let count = 0
  for await (const chunk of stream ?? []) {
    count += chunk.byteLength
    if (count > mostBytes) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

async function unpacked(bytes: Buffer): Promise<Buffer | Refused> {
  try {
    return await unpack(bytes, { maxOutputLength: mostUnpackedBytes })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      return refused(413, 'The body is larger than 8 MiB when it is unpacked. Send fewer alerts at a time.')
    return refused(400, 'The body cannot be unpacked: Content-Encoding says gzip, and it is not.')
  }
}

function parsed(text: string): Body {
  try {
    return { body: JSON.parse(text) }
  } catch (error) {
    const why = text.trim() === '' ? 'it is empty' : quoted((error as Error).message).slice(1, -1)
    return refused(400, `The body is not JSON: ${why}.`)
  }
}

function refused(status: Refused['refused'], message: string): Refused {
  return { refused: status, message }
}
