import type { Fields } from '#lib/alerts/fields/fields.ts'
import type { HeaderFields } from '#lib/body/incoming.ts'
import type { TokenMethod } from '#lib/rules/sources/source.ts'

/** A token that a request carries, and where. */
export type Credential = { method: TokenMethod; token: string }

const mostToken = 512

/** CloudEvents' webhooks name it access_token, WHM and others token, StatusCake Token. */
const queryNames = ['token', 'access_token']
const formNames = ['token', 'Token']

/** The tokens of a request outside its body, the most deliberate first. */
export function credentialsOf(
  headers: HeaderFields,
  query: URLSearchParams,
  pathToken: string | null,
): Credential[] {
  const inQuery = queryNames.map(name => query.get(name))
  return [
    credential('path', pathToken),
    fromHeader(headers.get('authorization')),
    ...inQuery.map(token => credential('query', token)),
  ].filter(found => found !== null)
}

/** The token among a form's fields; null: there is none. */
export function formCredential(form: Fields): Credential | null {
  const token = formNames.map(name => form[name]).find(value => typeof value === 'string' && value !== '')
  return credential('form', token)
}

/** A form's or a query's fields without the token, which no alert may show. */
export function withoutToken(fields: Fields): Fields {
  const secret = [...formNames, ...queryNames]
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !secret.includes(name)))
}

function credential(method: TokenMethod, token: unknown): Credential | null {
  return typeof token === 'string' && token !== '' && token.length <= mostToken ? { method, token } : null
}

/** Bearer, or the password of Basic: the user's name is free. */
function fromHeader(authorization: string | null): Credential | null {
  const [, scheme = '', value = ''] = /^\s*(bearer|basic)\s+(\S+)\s*$/i.exec(authorization ?? '') ?? []
  if (scheme.toLowerCase() === 'bearer') return credential('bearer', value)
  const pair = Buffer.from(value, 'base64').toString()
  return credential('basic', pair.slice(pair.indexOf(':') + 1 || pair.length))
}
