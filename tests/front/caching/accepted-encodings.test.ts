import { expect, it } from 'vitest'
import { acceptedEncodings } from '#lib/front/caching/accepted-encodings.ts'

it.each([
  ['', 'neither'],
  ['identity', 'neither'],
  ['gzip', 'gzip'],
  ['x-gzip', 'gzip'],
  ['br', 'br'],
  ['gzip, deflate, br, zstd', 'both'],
  ['GZIP;Q=0.5 , Br', 'both'],
  ['br;q=0, gzip', 'gzip'],
  ['br;q=0.000', 'neither'],
  ['gzip;q=0.001', 'gzip'],
  ['*', 'both'],
  ['*;q=0', 'neither'],
  ['gzip;q=0, *', 'br'],
  ['*;q=0, gzip', 'gzip'],
  ['gzip;level=9;q=0', 'neither'],
  ['gzip;q=two', 'neither'],
  ['gzip;q=2', 'neither'],
  ['brotli, gzipped', 'neither'],
  [',,;;=,q=1', 'neither'],
])('Accept-Encoding %s takes %s', (header, taken) => {
  const { br, gzip } = acceptedEncodings(header)
  expect(br && gzip ? 'both' : br ? 'br' : gzip ? 'gzip' : 'neither').toBe(taken)
  expect(acceptedEncodings(header)).toEqual({ br, gzip })
})

it('a header as long as they may be is read, and not kept', () => {
  expect(acceptedEncodings(`${'gzip;q=0,'.repeat(1_500)}br`)).toEqual({ br: true, gzip: false })
})
