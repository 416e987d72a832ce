import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { placesOf, readServerQuery, serverNamed } from '#lib/rules/servers/server-query.ts'

describe('what was typed', () => {
  it.each([
    ['example.com', 'name', 'example.com'],
    ['  Example.COM. ', 'name', 'example.com'],
    ['https://www.example.com:8443/shop?id=1#top', 'name', 'www.example.com'],
    ['example.com/path', 'name', 'example.com'],
    ['http://user:secret@example.com/', 'name', 'example.com'],
    ['anna@example.com', 'name', 'example.com'],
    ['mailto:anna@example.com', 'name', 'example.com'],
    ['müller.example', 'name', 'xn--mller-kva.example'],
    ['web07', 'name', 'web07'],
    ['7', 'name', '7'],
    ['_dmarc.example.com', 'name', '_dmarc.example.com'],
    ['203.0.113.7', 'ip', '203.0.113.7'],
    ['http://203.0.113.7:8080/', 'ip', '203.0.113.7'],
    ['2001:db8:0:0:0:0:0:1', 'ip', '2001:db8::1'],
    ['[2001:DB8::1]', 'ip', '2001:db8::1'],
    ['https://[2001:db8::1]/', 'ip', '2001:db8::1'],
  ])('%s is the %s %s', (typed, is, value) => {
    expect(readServerQuery(typed)).toEqual({ is, value })
  })

  it.each(['', '   '])('nothing is nothing', typed => {
    expect(readServerQuery(typed)).toEqual({ is: 'nothing' })
  })

  it.each(['<script>', 'a..b', '-', '@', 'http://', '???'])('%s is unclear', typed => {
    expect(readServerQuery(typed)).toEqual({ is: 'unclear', typed })
  })

  it('never throws, and gives only names and addresses that are safe in a sentence', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), typed => {
        const query = readServerQuery(typed)
        if (query.is === 'name') expect(query.value).toMatch(/^[a-z0-9._-]{1,253}$/)
        if (query.is === 'ip') expect(query.value).toMatch(/^[0-9a-f.:]{2,45}$/)
      }),
    )
  })
})

const server = (
  label: string,
  more: Partial<{ aliases: string[]; ips: string[]; hostname: string }> = {},
) => ({
  id: label,
  label,
  hostname: `${label}.example-host.net`,
  aliases: [],
  ips: [],
  ...more,
})

const web07 = server('web07', { aliases: ['old.example-host.net'], ips: ['203.0.113.7', '2001:db8::7'] })
const mail03 = server('mail03', { aliases: ['mx.example-host.net'], ips: ['203.0.113.103'] })
const servers = [
  web07,
  mail03,
  server('db', { hostname: 'db.one.example' }),
  server('db', { hostname: 'db.two.example' }),
]

describe('a server', () => {
  it.each([
    ['its host name', 'name', 'web07.example-host.net', web07],
    ['an alias', 'name', 'old.example-host.net', web07],
    ['its label', 'name', 'web07', web07],
    ['an address', 'ip', '2001:db8::7', web07],
    ['a label that two have', 'name', 'db', undefined],
    ['nothing of ours', 'name', 'example.com', undefined],
  ] as const)('is found by %s', (_by, is, value, found) => {
    expect(serverNamed({ is, value }, servers)).toBe(found)
  })
})

describe('a domain', () => {
  const nowhere = { names: [], ips: [] }

  it('is where its address points, with its mail where its mail host is', () => {
    const pointers = {
      web: { names: [], ips: ['203.0.113.7'] },
      mail: { names: ['mx.example-host.net'], ips: [] },
    }
    expect(placesOf(pointers, servers)).toEqual([
      { server: web07, roles: ['web'] },
      { server: mail03, roles: ['mail'] },
    ])
  })

  it('has web and mail on one server when both point there', () => {
    const both = { names: [], ips: ['203.0.113.7'] }
    expect(placesOf({ web: both, mail: both }, servers)).toEqual([{ server: web07, roles: ['web', 'mail'] }])
  })

  it('is nowhere of ours when it points elsewhere', () => {
    expect(placesOf({ web: { names: [], ips: ['198.51.100.1'] }, mail: nowhere }, servers)).toEqual([])
  })
})
