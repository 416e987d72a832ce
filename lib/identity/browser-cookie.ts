import { createHash, randomBytes } from 'node:crypto'
import { env } from '#lib/env.ts'
import type { SessionCookie } from './session.ts'

/** A token that nobody guesses, 256 bits. */
export function newCookieToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What is kept of a token: a copy of the table knows no browser again. */
export function hashCookieToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** A cookie that scripts and other sites do not get. maxAge: seconds; 0 takes it back. */
export function browserCookie(name: string, value: string, { path = '/', maxAge }: Place): SessionCookie {
  const secure = env.SITE_URL.startsWith('https:')
  return { name, value, options: { httpOnly: true, sameSite: 'lax', path, maxAge, secure } }
}

type Place = { path?: string; maxAge: number }

/** What a browser sends of a cookie; null: nothing. */
export function sentCookie(headers: Headers, name: string): string | null {
  const pairs = (headers.get('cookie') ?? '').split(';').map(pair => pair.trim().split('='))
  return pairs.find(([known]) => known === name)?.[1] ?? null
}
