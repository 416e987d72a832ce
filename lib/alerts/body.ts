import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { type Credential, formCredential, withoutToken } from './credentials.ts'
import type { Fields } from './fields.ts'
import { quoted } from './text.ts'

const mostBytes = 2 * 1024 * 1024
const mostUnpackedBytes = 8 * 1024 * 1024

const unpack = promisify(gunzip)

export type Refused = { refused: 400 | 413 | 415; message: string }
/** credential: the token that was among a form's fields. */
export type Body = { body: unknown; credential: Credential | null } | Refused

const jsonType = /^application\/([a-z0-9.!#$&^_-]+\+)?json$/
const formType = 'application/x-www-form-urlencoded'
const multipartType = 'multipart/form-data'

/** The bytes of a request as they came, counted while they come: Content-Length may be missing or wrong. */
export async function readBytes(request: Request): Promise<Buffer | Refused> {
  const chunks: Uint8Array[] = []
  let count = 0
  for await (const chunk of request.body ?? []) {
    count += chunk.byteLength
    if (count > mostBytes) return refused(413, 'The body is larger than 2 MiB. Send fewer alerts at a time.')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

export function isForm(headers: Headers): boolean {
  return [formType, multipartType].includes(typeOf(headers))
}

/** Reads the bytes as what the headers say: JSON, or the fields of a form. Otherwise the status and why. */
export async function readBody(bytes: Buffer, headers: Headers, takesForm: boolean): Promise<Body> {
  const plain = await unpacked(bytes, headers)
  if ('refused' in plain) return plain
  const type = typeOf(headers)
  if (type === multipartType) return takesForm ? readMultipart(plain, headers) : wrongType(type, takesForm)
  const text = new TextDecoder().decode(plain)
  // Some callers send no type, and curl -d calls everything a form.
  const looksLikeJson = /^\s*[{[]/.test(text)
  if (type === formType && !looksLikeJson)
    return takesForm
      ? fromFields(Object.fromEntries(new URLSearchParams(text)))
      : wrongType(`${type}`, takesForm)
  if (type === 'text/plain' && !looksLikeJson)
    return refused(400, 'The body is plain text. Let the tool send JSON (Falco: json_output: true).')
  if (type !== '' && type !== 'text/plain' && type !== formType && !jsonType.test(type))
    return wrongType(type, takesForm)
  return readJson(text)
}

/** A query's fields, for tools that can send nothing but an address. */
export function readQuery(query: URLSearchParams): Fields {
  const fields = withoutToken(Object.fromEntries(query))
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== 'dry-run'))
}

function typeOf(headers: Headers): string {
  return (headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
}

function wrongType(type: string, takesForm: boolean): Refused {
  const accepted = takesForm ? `${formType}, ${multipartType} and application/json` : 'application/json'
  return refused(415, `Content-Type is ${quoted(type)}, but this address accepts ${accepted}.`)
}

/** Undoes gzip, which some callers send without saying so. */
async function unpacked(bytes: Buffer, headers: Headers): Promise<Buffer | Refused> {
  const packing = (headers.get('content-encoding') ?? '').trim().toLowerCase()
  if (!['', 'identity', 'gzip', 'x-gzip'].includes(packing))
    return refused(415, `Content-Encoding is ${quoted(packing)}, but accepts gzip, or none.`)
  const looksPacked = bytes[0] === 0x1f && bytes[1] === 0x8b
  if (!packing.endsWith('gzip') && !looksPacked) return bytes
  try {
    return await unpack(bytes, { maxOutputLength: mostUnpackedBytes })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE')
      return refused(413, 'The body is larger than 8 MiB when it is unpacked. Send fewer alerts at a time.')
    return refused(400, 'The body cannot be unpacked: it has to be gzip.')
  }
}

/** Uptime Kuma's form puts its JSON in the field data. */
async function readMultipart(bytes: Buffer, headers: Headers): Promise<Body> {
  const type = headers.get('content-type') ?? ''
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } })
    .formData()
    .catch(() => null)
  if (!form) return refused(400, 'The body is not multipart/form-data as its Content-Type says.')
  const { body, credential } = fromFields(Object.fromEntries(form))
  const { data } = body
  if (typeof data !== 'string') return { body, credential }
  const read = readJson(data)
  return 'refused' in read ? read : { ...read, credential }
}

function fromFields(fields: Fields): { body: Fields; credential: Credential | null } {
  return { body: withoutToken(fields), credential: formCredential(fields) }
}

function readJson(text: string): Body {
  try {
    return { body: JSON.parse(text), credential: null }
  } catch (error) {
    const why = text.trim() === '' ? 'it is empty' : quoted((error as Error).message).slice(1, -1)
    return refused(400, `The body is not JSON: ${why}.`)
  }
}

function refused(status: Refused['refused'], message: string): Refused {
  return { refused: status, message }
}
