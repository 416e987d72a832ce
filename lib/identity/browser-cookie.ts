import { createHash, randomBytes } from 'node:crypto'
import { boundName, isEncryptedSite } from './bound-name.ts'
import type { SessionCookie } from './session.ts'

/** A token that nobody guesses, 256 bits. */
export function newCookieToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a token: a copy of the table knows no browser again. */
export function hashCookieToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

type Place = { path?: string; maxAge: number }

/** A cookie that scripts and other sites do not get. maxAge: seconds; 0 takes it back. */
export function browserCookie(name: string, value: string, { path = '/', maxAge }: Place): SessionCookie {
  return {
    name: boundName(name, path),
    value,
    options: { httpOnly: true, sameSite: 'lax', path, maxAge, secure: isEncryptedSite },
  }
}

/** A cookie as a header says it. */
export function writtenCookie({ name, value, options }: SessionCookie): string {
  const { path = '/', maxAge, secure, httpOnly } = options
  const age = maxAge === undefined ? '' : `; Max-Age=${maxAge}`
  const rest = `${httpOnly ? '; HttpOnly' : ''}; SameSite=Lax${secure ? '; Secure' : ''}`
  return `${name}=${encodeURIComponent(value)}; Path=${path}${age}${rest}`
}

/** What a browser sends of a cookie of ours; null: nothing. */
export function sentCookie(headers: Headers, name: string, path?: string): string | null {
  const start = `${boundName(name, path)}=`
  const pairs = (headers.get('cookie') ?? '').split(';').map(pair => pair.trim())
  return pairs.find(pair => pair.startsWith(start))?.slice(start.length) ?? null
}
