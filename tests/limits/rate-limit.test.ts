import { describe, expect, it } from 'vitest'
import { addressGroup, clientAddress, createRateLimit, networkOf } from '#lib/limits/rate-limit.ts'

const second = (count: number) => new Date(1_361_242_800_000 + count * 1000)
const limits = { address: { burst: 2, perMinute: 1 }, network: { burst: 3, perMinute: 3 } }

describe('the limit', () => {
  it('lets an address have its turns, and more as time passes', () => {
    const limit = createRateLimit(limits)
    const turns = [0, 1, 2, 59, 61, 62].map(at => limit.take('192.0.2.1', second(at)))
    expect(turns).toEqual([true, true, false, false, true, false])
  })

  it('lets a network have no more by changing addresses', () => {
    const limit = createRateLimit(limits)
    const turns = ['192.0.2.1', '192.0.2.2', '192.0.2.3', '192.0.2.4', '198.51.100.1'].map(address =>
      limit.take(address, second(0)),
    )
    expect(turns).toEqual([true, true, true, false, true])
  })

  it('counts all addresses of an IPv6 /64 as one, and no other /64 with them', () => {
    const limit = createRateLimit(limits)
    const turns = ['2001:db8:1:2::1', '2001:db8:1:2:ffff::2', '2001:DB8:1:2::3', '2001:db8:1:3::1'].map(
      address => limit.take(address, second(0)),
    )
    expect(turns).toEqual([true, true, false, true])
  })

  it('has a turn again that was given back', () => {
    const limit = createRateLimit(limits)
    const take = () => limit.take('192.0.2.1', second(0))
    expect([take(), take()]).toEqual([true, true])
    limit.giveBack('192.0.2.1')
    expect([take(), take()]).toEqual([true, false])
  })

  it('does not give turns back when the clock goes back', () => {
    const limit = createRateLimit(limits)
    const turns = [100, 100, 0, 1].map(at => limit.take('192.0.2.1', second(at)))
    expect(turns).toEqual([true, true, false, false])
  })

  it('forgets what was used least lately when it is full', () => {
    const limit = createRateLimit(limits, 4)
    const take = (address: string) => limit.take(address, second(0))
    expect([take('192.0.2.1'), take('192.0.2.1'), take('192.0.2.1')]).toEqual([true, true, false])
    take('198.51.100.1')
    expect(take('192.0.2.1')).toBe(false)
    take('203.0.113.1')
    take('198.51.100.2')
    expect(take('192.0.2.1')).toBe(true)
  })
})

it.each([
  ['192.0.2.77', '192.0.2.0/24'],
  ['::ffff:192.0.2.77', '192.0.2.0/24'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
  ['2001:DB8:1:2::9', '2001:db8:1::/48'],
  ['2001:db8::9', '2001:db8:0::/48'],
  ['::1', '0:0:0::/48'],
  ['fe80::1%eth0', 'fe80:0:0::/48'],
  ['unknown', 'unknown'],
])('the network of %s is %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})

it.each([
  ['192.0.2.77', '192.0.2.77'],
  ['::ffff:192.0.2.77', '192.0.2.77'],
  ['2001:DB8:1:2::9', '2001:db8:1:2::/64'],
  ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ['unknown', 'unknown'],
])('%s counts as %s', (address, one) => {
  expect(addressGroup(address)).toBe(one)
})

it.each([
  ['192.0.2.1', 0, '192.0.2.1'],
  ['6.6.6.6, 192.0.2.1', 0, '192.0.2.1'],
  ['192.0.2.1, 10.0.0.1', 1, '192.0.2.1'],
  ['6.6.6.6, 192.0.2.1, 10.0.0.1', 1, '192.0.2.1'],
  ['192.0.2.1', 1, '192.0.2.1'],
  ['', 0, 'unknown'],
])('of "%s" with %i trusted proxies, the client is %s', (seen, proxies, client) => {
  expect(clientAddress(new Headers({ 'x-forwarded-for': seen }), proxies)).toBe(client)
})
