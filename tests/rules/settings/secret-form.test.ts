import { readFileSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { newSecret } from '#lib/alerts/request/token.ts'
import {
  secretKind,
  secretNumbers,
  secretOf,
  secretPattern,
  startOf,
} from '#lib/rules/settings/secret-form.ts'

const signs = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const numbers = fc.array(fc.nat(secretNumbers.below - 1), {
  minLength: secretNumbers.count,
  maxLength: secretNumbers.count,
})
const kinds = fc.constantFrom('key' as const, 'source' as const)

it('a secret ends with the CRC-32 of what stands before it, as docs/keys.md says', () => {
  fc.assert(
    fc.property(kinds, numbers, (kind, given) => {
      const secret = secretOf(kind, given)
      let sum = 0
      for (const sign of secret.slice(-6)) sum = sum * 62 + signs.indexOf(sign)
      expect(sum).toBe(crc32(secret.slice(0, -6)))
      expect(secretKind(secret)).toBe(kind)
    }),
  )
})

it('is none of ours with one other sign', () => {
  fc.assert(
    fc.property(kinds, numbers, fc.nat(56), fc.nat(61), (kind, given, place, other) => {
      const secret = secretOf(kind, given)
      const sign = signs.charAt(other)
      fc.pre(secret[place] !== sign)
      expect(secretKind(secret.slice(0, place) + sign + secret.slice(place + 1))).toBeNull()
    }),
  )
})

it.each([
  '',
  'api_wrong',
  `ac_${'x'.repeat(32)}`,
  'acl_key_',
  `acl_key_${'0'.repeat(49)}`,
  '\0',
  'é'.repeat(57),
])('a secret of ours is not: %j', text => {
  expect(secretKind(text)).toBeNull()
})

it('is found in what surrounds it, and by the pattern that docs/keys.md gives to searchers', () => {
  const secret = newSecret('key')
  expect(secretPattern.exec(`curl -H "Authorization: Bearer ${secret}" https://x`)?.[0]).toBe(secret)
  expect(readFileSync('docs/keys.md', 'utf8')).toContain(secretPattern.source)
})

it('is told by its first signs, of which most stay unsaid', () => {
  expect(startOf(newSecret('source'))).toMatch(/^acl_src_\w{4}$/)
  expect(new Set(Array.from({ length: 100 }, () => newSecret('key'))).size).toBe(100)
})
