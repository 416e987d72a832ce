import { expect, it } from 'vitest'
import { isFarHost, isPublicAddress } from '#lib/public-address.ts'

it.each([
  '1.1.1.1',
  '8.8.8.8',
  '93.184.216.34',
  '100.63.255.255',
  '100.128.0.0',
  '172.15.0.1',
  '172.32.0.1',
  '192.169.0.1',
  '198.17.255.255',
  '198.20.0.0',
  '223.255.255.255',
  '169.253.1.1',
  '11.0.0.1',
  '2606:4700:4700::1111',
  '2a00:1450:4001:81b::200e',
  '2001:4860:4860::8888',
  '::ffff:8.8.8.8',
  '::ffff:808:808',
  '64:ff9b::8.8.8.8',
])('%s is public', address => {
  expect(isPublicAddress(address)).toBe(true)
})

it.each([
  // This network, private, shared, loopback, link-local.
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '10.255.255.255',
  '100.64.0.1',
  '100.127.255.255',
  '127.0.0.1',
  '127.255.255.254',
  '169.254.169.254',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.0.1',
  '192.168.255.255',
  // Special, documentation, benchmarks, multicast, reserved, broadcast, a cloud's own service.
  '192.0.0.1',
  '192.0.2.1',
  '192.88.99.1',
  '198.18.0.1',
  '198.19.255.255',
  '198.51.100.1',
  '203.0.113.1',
  '224.0.0.1',
  '239.255.255.255',
  '240.0.0.1',
  '255.255.255.255',
  '168.63.129.16',
  // Unspecified, loopback, link-local, site-local, unique local, multicast, documentation.
  '::',
  '::1',
  'fe80::1',
  'fe80::1%eth0',
  'febf::1',
  'fec0::1',
  'fc00::1',
  'fd12:3456::1',
  'ff02::1',
  '2001:db8::1',
  '3fff::1',
  '100::1',
  '5f00::1',
  // IPv4 behind IPv6: mapped, compatible, NAT64, local NAT64, 6to4, Teredo.
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '0:0:0:0:0:ffff:10.0.0.1',
  '::ffff:169.254.169.254',
  '::127.0.0.1',
  '64:ff9b::127.0.0.1',
  '64:ff9b::a00:1',
  '64:ff9b:1::7f00:1',
  '2002:7f00:1::',
  '2002:a00:1::1',
  '2002:808:808::1',
  '2001:0:4136:e378:8000:63bf:3fff:fdd2',
  // No addresses.
  '',
  'localhost',
  '127.1',
  '2130706433',
  '0x7f000001',
  '[::1]',
  '1.2.3.4.5',
])('%s is not public', address => {
  expect(isPublicAddress(address)).toBe(false)
})

it.each([
  ['db.example.com', true],
  ['db.example.com.', true],
  ['8.8.8.8', true],
  ['[2a00:1450:4001:81b::200e]', true],
  ['localhost', false],
  ['a.localhost', false],
  ['postgres', false],
  ['', false],
  ['10.0.0.1', false],
  ['[::1]', false],
  ['[fe80::1%25eth0]', false],
  ['a%zz.example', true],
])('the way to %s may lead through networks of others: %s', (host, isFar) => {
  expect(isFarHost(host)).toBe(isFar)
})
