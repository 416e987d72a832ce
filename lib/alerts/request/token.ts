import { hash, randomInt, timingSafeEqual } from 'node:crypto'
import { type SecretKind, secretNumbers, secretOf } from '#lib/rules/settings/secret-form.ts'

/** A new secret: 256 random bits, safe in an address and in every configuration file. */
export function newSecret(kind: SecretKind): string {
  const { count, below } = secretNumbers
  return secretOf(
    kind,
    Array.from({ length: count }, () => randomInt(below)),
  )
}

/**
 * SHA-256 of a token, hex: the form in which it is stored and looked up. Slow hashes are for what people choose; nobody
 * tries 2^192 tokens however fast each try is, and each request would pay for it.
 */
export function hashToken(token: string): string {
  return hash('sha256', token, 'hex')
}

/** Compares two texts or digests in constant time; lengths are no secret. */
export function isSameSecret(a: string | Buffer, b: string | Buffer): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
