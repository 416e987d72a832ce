import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isWithin, readNetwork } from '#lib/limits/networks.ts'

it.each([
  ['203.0.113.0/24', '203.0.113.0/24'],
  ['203.0.113.7', '203.0.113.7/32'],
  [' 2001:DB8::/32 ', '2001:db8::/32'],
  ['2001:db8::1', '2001:db8::1/128'],
  ['0.0.0.0/0', '0.0.0.0/0'],
  ['203.0.113.0/33', null],
  ['203.0.113/24', null],
  ['2001:db8::/129', null],
  ['fe80::1%eth0', null],
  ['example.net', null],
  ['203.0.113.0/24; drop', null],
  ['10.0.0.0/', null],
  ['', null],
])('%j is the network %j', (written, network) => {
  expect(readNetwork(written)).toBe(network)
})

it.each([
  ['203.0.113.9', true],
  ['::ffff:203.0.113.9', true],
  ['203.0.114.9', false],
  ['2001:db8:1::1', true],
  ['2001:db9::1', false],
  ['unknown', false],
  ['', false],
  ['203.0.113.9, 198.51.100.1', false],
])('%s is within: %s', (address, isIn) => {
  expect(isWithin(['203.0.113.0/24', '2001:db8::/32'], address)).toBe(isIn)
})

it('whatever is read as a network can be asked about, and holds its own address', () => {
  fc.assert(
    fc.property(fc.ipV4(), fc.nat(32), (address, bits) => {
      const network = readNetwork(`${address}/${bits}`)
      expect(network).not.toBeNull()
      expect(isWithin([network ?? ''], address)).toBe(true)
    }),
  )
  fc.assert(
    fc.property(fc.string({ maxLength: 60 }), text => {
      const network = readNetwork(text)
      if (network !== null) isWithin([network], '203.0.113.9')
    }),
  )
})
