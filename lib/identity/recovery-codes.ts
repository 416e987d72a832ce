import { createHash, randomInt } from 'node:crypto'

/** No sign that is mistaken for another one on paper. */
const signs = 'abcdefghjkmnpqrstuvwxyz23456789'
const groups = 7
const groupLength = 4

/** A code that a person keeps on paper, "k7mn-…": 28 of 31 signs, some 138 random bits. */
export function newRecoveryCode(): string {
  const group = () => Array.from({ length: groupLength }, () => signs[randomInt(signs.length)]).join('')
  return Array.from({ length: groups }, group).join('-')
}

/** What is kept of a code, hex. Capitals, blanks and hyphens do not matter. A plain hash is enough for a code of this many bits. */
export function hashRecoveryCode(typed: string): string {
  return createHash('sha256')
    .update(typed.toLowerCase().replace(/[^a-z0-9]/g, ''))
    .digest('hex')
}
