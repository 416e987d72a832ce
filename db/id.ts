import { randomBytes, randomInt } from 'node:crypto'

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** A new public id: 12 characters of [a-z0-9], 62 random bits, safe to show and never reused. */
export function newId(): string {
  return Array.from({ length: 12 }, () => letters[randomInt(letters.length)]).join('')
}

/** A new token for a source: 192 random bits, safe in an address and in every configuration file. */
export function newToken(): string {
  return `ac_${randomBytes(24).toString('base64url')}`
}
