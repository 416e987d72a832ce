import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a link lets its holder do. A link for one purpose never works for another. */
export type LinkPurpose =
  | 'confirm-subscription'
  | 'preferences'
  | 'unsubscribe'
  | 'stop-destination'
  | 'confirm-comment'
  | 'end-replies'
  | 'set-up'

/**
 * A token that proves that we gave this purpose for this subject: "subject.expiry.mac", safe in a URL path.
 * expiresAt null: valid for ever (unsubscribing must always work).
 */
export function signLink(
  secret: string,
  purpose: LinkPurpose,
  subject: string,
  expiresAt: Date | null,
): string {
  const expiry = expiresAt ? Math.floor(expiresAt.getTime() / 1000).toString(36) : '0'
  return `${subject}.${expiry}.${mac(secret, purpose, subject, expiry)}`
}

export type LinkResult = { subject: string } | { problem: 'invalid' | 'expired' }

/** Returns the subject of a token that signLink made for this purpose, or what is wrong with it. */
export function verifyLink(secret: string, purpose: LinkPurpose, token: string, now: Date): LinkResult {
  const [subject, expiry, given, ...rest] = token.split('.')
  if (!subject || !expiry || !given || rest.length > 0) return { problem: 'invalid' }
  const expected = Buffer.from(mac(secret, purpose, subject, expiry))
  const actual = Buffer.from(given)
  if (actual.length !== expected.length || !timingSafeEqual(actual, expected)) return { problem: 'invalid' }
  if (expiry !== '0' && Number.parseInt(expiry, 36) * 1000 < now.getTime()) return { problem: 'expired' }
  return { subject }
}

function mac(secret: string, purpose: LinkPurpose, subject: string, expiry: string): string {
  return createHmac('sha256', secret).update(`${purpose}\n${subject}\n${expiry}`).digest('base64url')
}
