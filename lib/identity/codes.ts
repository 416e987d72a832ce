import { createHmac, randomInt } from 'node:crypto'

/** Six digits, for who reads at an address to type back. */
export function newCode(): string {
  return randomInt(1_000_000).toString().padStart(6, '0')
}

/** What is kept of a code, hex: of use for this subject alone, and not to be turned back without the secret. */
export function hashCode(secret: string, subject: string, code: string): string {
  return createHmac('sha256', secret).update(`code\n${subject}\n${code}`).digest('hex')
}
