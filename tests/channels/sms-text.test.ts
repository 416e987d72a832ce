import fc from 'fast-check'
import { expect, it } from 'vitest'
import { smsText, units } from '#lib/channels/sms-text.ts'

const facts = (headline: string, url = 'https://status.example.com/posts/web07') =>
  smsText({ siteName: 'Example', headline, url, kind: 'began' })

it.each([
  ['web07 is down.', 'Example: web07 is down. https://status.example.com/posts/web07'],
  ['Größe – “naïve” café…', 'Example: Größe - "naive" café... https://status.example.com/posts/web07'],
  ['Čačak Łódź 日本 😀', 'Example: Cacak ?odz ?? ? https://status.example.com/posts/web07'],
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

it('is always one message of the GSM alphabet', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), fc.nat(200), (headline, length) => {
      const text = facts(headline, `https://example.com/${'a'.repeat(length)}`)
      expect(units(text)).toBeLessThanOrEqual(160)
      expect(text).toMatch(/^[@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ -#¤%-?¡A-ZÄÖÑÜ§¿a-zäöñüà^{}\\[~\]|€]*$/)
    }),
  )
})
