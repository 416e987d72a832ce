import { createHash, timingSafeEqual } from 'node:crypto'

const mostToken = 512

/** SHA-256 of a token, hex: the form in which it is stored and looked up. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Compares two hashes in constant time. */
export function isSameHash(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** The token of an Authorization header: of Bearer, or the password of Basic. null: there is none that can be read. */
export function tokenOf(authorization: string | null): string | null {
  const [, scheme = '', credentials = ''] = /^\s*(\S+)\s+(.+?)\s*$/.exec(authorization ?? '') ?? []
  const token = scheme.toLowerCase() === 'basic' ? passwordOf(credentials) : credentials
  const isKnown = /^(basic|bearer)$/i.test(scheme)
  return isKnown && token !== '' && token.length <= mostToken ? token : null
}

function passwordOf(credentials: string): string {
  const pair = Buffer.from(credentials, 'base64').toString()
  const colon = pair.indexOf(':')
  return colon < 0 ? '' : pair.slice(colon + 1)
}
