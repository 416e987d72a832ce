/** What a secret of ours opens, by what it begins with: the API, or the door for alerts. */
const prefixes = { key: 'acl_key_', source: 'acl_src_' } as const
export type SecretKind = keyof typeof prefixes

const signs = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** 43 signs of 62 are 256 random bits. */
const randomSigns = 43
/** 32 bits in signs of 62. */
const sumSigns = 6

/** A secret as searchers for leaked secrets find it; documented in docs/keys.md. */
export const secretPattern = /\bacl_(key|src)_[0-9A-Za-z]{49}\b/

/** A secret of random numbers, each from 0 to 61: what it begins with, the numbers, and a sum that tells a secret from what only looks so. */
export function secretOf(kind: SecretKind, numbers: readonly number[]): string {
  const before = prefixes[kind] + numbers.map(number => signs.charAt(number)).join('')
  return before + sumOf(before)
}

/** How many random numbers a secret is made of. */
export const secretNumbers = { count: randomSigns, below: signs.length } as const

/** What a text would open that is whole and of our form; null: it is no secret of ours, or of a form from before. */
export function secretKind(text: string): SecretKind | null {
  const [whole, kind] = secretPattern.exec(text) ?? []
  if (whole !== text || sumOf(text.slice(0, -sumSigns)) !== text.slice(-sumSigns)) return null
  return kind === 'key' ? 'key' : 'source'
}

/** What people tell a secret by: its prefix and four of its signs, "acl_key_3kQz"; 232 of 256 bits stay unknown. */
export function startOf(secret: string): string {
  return secret.slice(0, prefixes.key.length + 4)
}

function sumOf(text: string): string {
  let rest = crc32(text)
  let sum = ''
  for (let i = 0; i < sumSigns; i++) {
    sum = signs.charAt(rest % signs.length) + sum
    rest = Math.floor(rest / signs.length)
  }
  return sum
}

/** The sum of ZIP and PNG (ISO 3309) over ASCII. */
function crc32(text: string): number {
  let sum = 0xffffffff
  for (let i = 0; i < text.length; i++) {
    sum ^= text.charCodeAt(i)
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return (sum ^ 0xffffffff) >>> 0
}
