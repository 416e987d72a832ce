import { createHash, timingSafeEqual } from 'node:crypto'

/** SHA-256 of a token, hex: the form in which it is stored and looked up. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}

/** Compares two texts or digests in constant time; lengths are no secret. */
export function isSameSecret(a: string | Buffer, b: string | Buffer): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
