import { expect, it } from 'vitest'
import { isOwnOrigin } from '#lib/origin.ts'

const siteUrl = 'https://status.example.com'

it.each<[string, Record<string, string>, boolean]>([
  ['our own origin', { origin: siteUrl, 'sec-fetch-site': 'same-origin' }, true],
  ['our own origin, in a browser that says no more', { origin: siteUrl }, true],
  ['the address that this request came to', { origin: 'http://10.0.0.5:3000', host: '10.0.0.5:3000' }, true],
  ['the same behind a proxy that ends TLS', { origin: 'https://10.0.0.5', host: '10.0.0.5' }, true],
  ['no browser', {}, true],
  ['a hidden origin of our own', { origin: 'null', 'sec-fetch-site': 'same-origin' }, true],
  ['a hidden origin', { origin: 'null' }, false],
  ['another site', { origin: 'https://evil.example' }, false],
  ['another site that looks like us', { origin: 'https://status.example.com.evil.example' }, false],
  ['a neighbour', { origin: 'https://shop.example.com', 'sec-fetch-site': 'same-site' }, false],
  ['another port', { origin: 'https://status.example.com:8443' }, false],
  ['another site by the browser’s own word', { origin: siteUrl, 'sec-fetch-site': 'cross-site' }, false],
  ['another site that names no origin', { 'sec-fetch-site': 'cross-site' }, false],
  ['no origin at all', { origin: 'nonsense' }, false],
])('%s', (_, headers, expected) => {
  expect(isOwnOrigin(new Headers(headers), siteUrl)).toBe(expected)
})
