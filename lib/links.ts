import { createHmac, timingSafeEqual } from 'node:crypto'
import type { LinkSecrets, PreviousSecret } from '#lib/rules/staff/link-secret.ts'

/** What a link lets its holder do. A link for one purpose never works for another. */
export type LinkPurpose =
  | 'confirm-subscription'
  | 'preferences'
  | 'unsubscribe'
  | 'stop-destination'
  | 'confirm-comment'
  | 'end-replies'
  | 'own-comment'
  | 'set-up'
  | 'join-desk'
  | 'read'
  | 'reach'

/** What must work from any mail that somebody has, also after the secret was changed. */
const ending: ReadonlySet<LinkPurpose> = new Set([
  'unsubscribe',
  'stop-destination',
  'end-replies',
  'own-comment',
])

/**
 * A token that proves that we gave this purpose for this subject: "subject.expiry.mac", safe in a URL path.
 * expiresAt null: valid for ever (unsubscribing must always work).
 */
export function signLink(
  secrets: LinkSecrets,
  purpose: LinkPurpose,
  subject: string,
  expiresAt: Date | null,
): string {
  const expiry = expiresAt ? Math.floor(expiresAt.getTime() / 1000).toString(36) : '0'
  return `${subject}.${expiry}.${mac(secrets.present, purpose, subject, expiry)}`
}

export type LinkResult = { subject: string } | { problem: 'invalid' | 'expired' }

/** Returns the subject of a token that signLink made for this purpose, or what is wrong with it. */
export function verifyLink(secrets: LinkSecrets, purpose: LinkPurpose, token: string, now: Date): LinkResult {
  const [subject, expiry, given, ...rest] = token.split('.')
  if (!subject || !expiry || !given || rest.length > 0) return { problem: 'invalid' }
  const believed = [secrets.present, ...previousFor(secrets.previous, purpose, now)]
  if (!believed.some(secret => isSame(given, mac(secret, purpose, subject, expiry))))
    return { problem: 'invalid' }
  if (expiry !== '0' && Number.parseInt(expiry, 36) * 1000 < now.getTime()) return { problem: 'expired' }
  return { subject }
}

function previousFor(previous: readonly PreviousSecret[], purpose: LinkPurpose, now: Date): string[] {
  return previous
    .filter(secret => new Date(ending.has(purpose) ? secret.until : secret.othersUntil) > now)
    .map(secret => secret.value)
}

function isSame(given: string, expected: string): boolean {
  const bytes = Buffer.from(given)
  return bytes.length === Buffer.byteLength(expected) && timingSafeEqual(bytes, Buffer.from(expected))
}

function mac(secret: string, purpose: LinkPurpose, subject: string, expiry: string): string {
  return createHmac('sha256', secret).update(`${purpose}\n${subject}\n${expiry}`).digest('base64url')
}
