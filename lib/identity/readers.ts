import { type Database, getDatabase } from '#db/client.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { signLink, verifyLink } from '#lib/links.ts'
import { ReaderGrant, readerHours } from '#lib/rules/readers/readership.ts'
import type { LinkSecrets } from '#lib/rules/staff/link-secret.ts'
import { later } from '#lib/rules/time/time.ts'
import { browserCookie, sentCookie, writtenCookie } from './browser-cookie.ts'

const readerCookie = 'allclear-reader'

/** The cookie that lets a customer in for some hours. What it is for stands in it, signed. */
export async function cookieFor(db: Database, grant: ReaderGrant, now: Date): Promise<string> {
  const subject = Buffer.from(JSON.stringify(grant)).toString('base64url')
  const value = signLink(await readSecret(db), 'read', subject, later(now, readerHours * 3600))
  return writtenCookie(browserCookie(readerCookie, value, { maxAge: readerHours * 3600 }))
}

/** The cookie's value among these headers, or null. */
export function readerTokenIn(headers: Headers): string | null {
  return sentCookie(headers, readerCookie)
}

/** What a customer was let in for, or null: the value is old or not ours. */
export function grantOf(secrets: LinkSecrets, token: string, now: Date): ReaderGrant | null {
  const link = verifyLink(secrets, 'read', token, now)
  if ('problem' in link) return null
  try {
    return ReaderGrant.safeParse(JSON.parse(Buffer.from(link.subject, 'base64url').toString())).data ?? null
  } catch {
    return null
  }
}

/** The same by the secrets of the database. */
export async function openGrant(
  token: string,
  now: Date,
  db: Database = getDatabase(),
): Promise<ReaderGrant | null> {
  return grantOf(await readSecret(db), token, now)
}

/** So long secrets are believed without a look into the database. */
const freshMs = 60_000

/** Tells whether a request comes from a customer who was let in, from memory, also while the database is away. */
export function readerCheck(db: () => Database): (headers: Headers, now: Date) => Promise<string | null> {
  let kept: { secrets: LinkSecrets; atMs: number } | null = null
  return async (headers, now) => {
    const token = readerTokenIn(headers)
    if (token === null) return null
    if (!kept || now.getTime() - kept.atMs > freshMs) {
      const read = await readSecret(db()).catch(error => kept?.secrets ?? Promise.reject(error))
      kept = { secrets: read, atMs: now.getTime() }
    }
    return grantOf(kept.secrets, token, now) ? token : null
  }
}
