import { describe, expect, it } from 'vitest'
import { fileServers, matchServer } from '#lib/rules/alerts/server-match.ts'

const directory = fileServers([
  { id: 'web07', hostname: 'web07.example-host.net', aliases: ['www.example.net'], ips: ['203.0.113.17'] },
  { id: 'db01a', hostname: 'db01.example-host.net', aliases: [], ips: ['203.0.113.31'] },
  {
    id: 'db01b',
    hostname: 'db01.eu.example-host.net',
    aliases: ['web07.example-host.org'],
    ips: ['203.0.113.31'],
  },
])

describe('the server that a caller means', () => {
  it.each([
    [['www.example.net'], { serverId: 'web07', how: 'alias' }],
    [['web07.example-host.net'], { serverId: 'web07', how: 'hostname' }],
    [['203.0.113.17'], { serverId: 'web07', how: 'ip' }],
    [['web07'], { serverId: 'web07', how: 'short-name' }],
    [['nobody', 'web07'], { serverId: 'web07', how: 'short-name' }],
    [['db01'], { unmatched: 'ambiguous' }],
    [['203.0.113.31'], { unmatched: 'ambiguous' }],
    [['db01', 'db01.example-host.net'], { serverId: 'db01a', how: 'hostname' }],
    [['nobody'], { unmatched: 'unknown' }],
    [[], { unmatched: 'missing' }],
  ])('by %j', (hosts, expected) => {
    expect(matchServer(hosts, directory, null)).toEqual(expected)
  })

  it.each([
    [[], { serverId: 'web07', how: 'default' }],
    [['machine-8f3e'], { serverId: 'web07', how: 'default' }],
    [['db01'], { unmatched: 'ambiguous' }],
    [['db01.example-host.net'], { serverId: 'db01a', how: 'hostname' }],
  ])("by %j where the source's default is web07", (hosts, expected) => {
    expect(matchServer(hosts, directory, 'web07')).toEqual(expected)
  })

  it('is no default that is out of service', () => {
    expect(matchServer([], directory, 'gone')).toEqual({ unmatched: 'missing' })
  })
})
