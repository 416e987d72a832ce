import { createHash } from 'node:crypto'

/** A source's token as it is stored: SHA-256, hex. Tokens are long and random, so no slow hash is needed. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
