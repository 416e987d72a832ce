import fc from 'fast-check'
import { expect, it } from 'vitest'
import { smsText, units } from '#lib/channels/sms/sms-text.ts'

const facts = (headline: string, url = 'https://status.example.com/posts/web07') =>
  smsText({ siteName: 'Example', headline, url, kind: 'began', locale: 'en' })

it.each([
  ['web07 is down.', 'Example: web07 is down. https://status.example.com/posts/web07'],
  ['Größe – “naïve” café…', 'Example: Größe - "naive" café... https://status.example.com/posts/web07'],
  ['Čačak Łódź 日本 😀', 'Example: Cacak Lodz ?? ? https://status.example.com/posts/web07'],
])('says %s as %s', (headline, text) => {
  expect(facts(headline)).toBe(text)
})

it('cuts the sentence before the address', () => {
  const text = facts('web07 '.repeat(40))
  expect(units(text)).toBeLessThanOrEqual(160)
  expect(text).toMatch(/web07 w\.\.\. https:\/\/status\.example\.com\/posts\/web07$/)
})

it('leaves an address out that would crowd out the sentence', () => {
  const text = facts('web07 is down.'.repeat(5), `https://status.example.com/posts/${'a'.repeat(100)}`)
  expect(text).toBe(`Example: ${'web07 is down.'.repeat(5)}`)
})

it('counts letters of the extension table twice', () => {
  expect(units('a€{')).toBe(5)
  expect(units(facts('€'.repeat(200)))).toBeLessThanOrEqual(160)
})

/** Any letter but halves of pairs. */
const letter = fc.integer({ min: 1, max: 0xd7ff }).map(code => String.fromCodePoint(code))

it('is always one message of the GSM alphabet', () => {
  fc.assert(
    fc.property(fc.array(letter, { maxLength: 300 }), fc.nat(200), (letters, length) => {
      const text = facts(letters.join(''), `https://example.com/${'a'.repeat(length)}`)
      expect(units(text)).toBeLessThanOrEqual(160)
      expect(text).toMatch(/^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ -#¤%-?¡A-ZÄÖÑÜ§¿a-zäöñüà^{}\\[~\]|€]*$/)
    }),
  )
})
