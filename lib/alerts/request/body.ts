import type { Fields } from '#lib/alerts/fields/fields.ts'
import { quoted } from '#lib/alerts/fields/text.ts'
import { readFormPairs } from '#lib/body/form.ts'
import type { HeaderFields } from '#lib/body/incoming.ts'
import { readJson } from '#lib/body/json.ts'
import type { BodyLimits } from '#lib/body/limits.ts'
import { readMultipart } from '#lib/body/multipart.ts'
import { type Refused, refused } from '#lib/body/refused.ts'
import { charsetOf, readText } from '#lib/body/text.ts'
import { unpack } from '#lib/body/unpack.ts'
import { type Credential, formCredential, withoutToken } from './credentials.ts'

/** credential: the token that was among a form's fields. */
export type Body = { body: unknown; credential: Credential | null } | Refused

const jsonType = /^application\/([a-z0-9.!#$&^_-]+\+)?json$/
const formType = 'application/x-www-form-urlencoded'
const multipartType = 'multipart/form-data'

export function isForm(headers: HeaderFields): boolean {
  return [formType, multipartType].includes(typeOf(headers))
}

/** Reads the bytes as what the headers say: JSON, or the fields of a form. Otherwise the status and why. */
export async function readBody(
  bytes: Buffer,
  headers: HeaderFields,
  takesForm: boolean,
  limits: BodyLimits,
): Promise<Body> {
  const plain = await unpack(bytes, headers, limits.unpackedBytes)
  if ('refused' in plain) return plain
  const type = typeOf(headers)
  if (type === multipartType)
    return takesForm ? fromMultipart(plain, headers, limits) : wrongType(type, takesForm)
  const text = await readText(plain, headers)
  if (typeof text !== 'string') return text
  // Some callers send no type, and curl -d calls everything a form.
  const looksLikeJson = /^\s{0,1000}[{[]/.test(text)
  if (type === formType && !looksLikeJson)
    return takesForm ? fromForm(text, headers, limits) : wrongType(type, takesForm)
  if (type === 'text/plain' && !looksLikeJson)
    return refused(400, 'The body is plain text. Let the tool send JSON (Falco: json_output: true).')
  if (type !== '' && type !== 'text/plain' && type !== formType && !jsonType.test(type))
    return wrongType(type, takesForm)
  return fromJson(text)
}

/** A query's fields, for tools that can send nothing but an address. */
export function readQuery(query: URLSearchParams): Fields {
  const fields = withoutToken(Object.fromEntries(query))
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== 'dry-run'))
}

function typeOf(headers: HeaderFields): string {
  return (headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''
}

function wrongType(type: string, takesForm: boolean): Refused {
  const accepted = takesForm ? `${formType}, ${multipartType} and application/json` : 'application/json'
  return refused(415, `Content-Type is ${quoted(type)}, but this address accepts ${accepted}.`)
}

async function fromForm(text: string, headers: HeaderFields, limits: BodyLimits): Promise<Body> {
  const charset = charsetOf(headers)
  if (typeof charset !== 'string') return charset
  const pairs = await readFormPairs(text, charset, limits.fields)
  return 'refused' in pairs ? pairs : fromFields(Object.fromEntries(pairs))
}

/** Uptime Kuma's form puts its JSON in the field data. */
async function fromMultipart(bytes: Buffer, headers: HeaderFields, limits: BodyLimits): Promise<Body> {
  const pairs = await readMultipart(bytes, headers.get('content-type') ?? '', limits.fields)
  if ('refused' in pairs) return pairs
  const { body, credential } = fromFields(Object.fromEntries(pairs))
  const { data } = body
  if (typeof data !== 'string') return { body, credential }
  const read = await fromJson(data)
  return 'refused' in read ? read : { ...read, credential }
}

function fromFields(fields: Fields): { body: Fields; credential: Credential | null } {
  return { body: withoutToken(fields), credential: formCredential(fields) }
}

async function fromJson(text: string): Promise<Body> {
  const read = await readJson(text)
  return 'refused' in read ? read : { body: read.value, credential: null }
}
