import { randomInt } from 'node:crypto'

const letters = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** A new public id: 12 characters of [a-z0-9], 62 random bits, safe to show and never reused. */
export function newId(): string {
  return Array.from({ length: 12 }, () => letters[randomInt(letters.length)]).join('')
}
