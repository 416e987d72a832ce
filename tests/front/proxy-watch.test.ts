import type { IncomingMessage } from 'node:http'
import { describe, expect, it } from 'vitest'
import { ProxyWatch } from '#lib/front/proxy-watch.ts'

type Start = { trustedProxies?: number; host?: string; own?: string[] }

function watch({ trustedProxies = 0, host = '127.0.0.1', own = [] }: Start = {}) {
  const said: string[] = []
  let now = 1_000_000
  const made = new ProxyWatch({
    trustedProxies,
    host,
    port: 3000,
    say: line => void said.push(line),
    nowMs: () => now,
    ownAddresses: () => own,
  })
  const request = (peer: string, header?: string, others: IncomingMessage['headers'] = {}) =>
    made.note({
      headers: header === undefined ? others : { 'x-forwarded-for': header, ...others },
      socket: { remoteAddress: peer },
    } as unknown as IncomingMessage)
  const pass = (ms: number) => {
    now += ms
  }
  return { made, said, request, pass }
}

describe('a proxy that is not trusted', () => {
  it.each(['127.0.0.1', '::1', '10.0.0.7', '::ffff:172.17.0.1', 'fd00::7'])(
    'is said once at the log, and to staff until it is settled: from %s',
    peer => {
      const { made, said, request } = watch()
      for (let i = 0; i < 100; i++) request(peer, `198.18.0.${i}`)
      expect(said).toEqual([expect.stringContaining('TRUSTED_PROXIES is 0')])
      expect(made.warnings()).toEqual(said)
    },
  )

  it('is not what Next itself fetches for a form of the desk, with the headers of who sent it', () => {
    const { made, said, request } = watch()
    request('127.0.0.1', '127.0.0.1', { rsc: '1' })
    request('::1', '::1', { 'x-action-forwarded': '1' })
    expect([said, made.warnings()]).toEqual([[], []])
    // It says nothing of a proxy either: pages come by it without such headers.
    request('127.0.0.1', '198.18.0.1')
    expect(said).toHaveLength(1)
  })

  it('is not believed to be one when a stranger from the Internet sends the header', () => {
    const { made, said, request } = watch()
    for (let i = 0; i < 100; i++) request('8.8.8.8', '127.0.0.1')
    expect([said, made.warnings()]).toEqual([[], []])
  })

  it('is seen in the Internet too, by the many for whom it speaks', () => {
    const { said, request } = watch()
    for (let i = 0; i < 10; i++) request('2a00:1450::1', `192.0.2.66, 198.18.0.${i}`)
    expect(said).toEqual([expect.stringContaining('2a00:1450::1 sends X-Forwarded-For')])
  })

  it('is forgotten a day after it was last seen', () => {
    const { made, request, pass } = watch()
    request('127.0.0.1', '198.18.0.1')
    pass(24 * 3600_000)
    expect(made.warnings()).toEqual([])
  })

  it('is nothing that is trusted, and no request without the header', () => {
    const trusting = watch({ trustedProxies: 1 })
    trusting.request('127.0.0.1', '198.18.0.1')
    const plain = watch()
    plain.request('127.0.0.1')
    expect([trusting.said, plain.said]).toEqual([[], []])
  })
})

describe('a port that is open past the trusted proxy', () => {
  it.each(['0.0.0.0', '::', '8.8.8.8', '2a00:1450::1'])('is warned of at the start: %s', host => {
    const { made, said } = watch({ trustedProxies: 1, host, own: ['10.0.0.7', '8.8.8.8'] })
    expect(said).toEqual([expect.stringContaining(`HOST is ${host}`)])
    expect(made.warnings()).toEqual(said)
  })

  it.each([
    [1, '127.0.0.1'],
    [2, '::1'],
    [1, 'localhost'],
    [1, '10.0.0.7'],
    [0, '0.0.0.0'],
  ])('is not warned of with %i trusted at %s', (trustedProxies, host) => {
    expect(watch({ trustedProxies, host }).said).toEqual([])
  })

  it('does not stand before staff of a machine without a public address, such as a container', () => {
    const { made, said } = watch({ trustedProxies: 1, host: '0.0.0.0', own: ['127.0.0.1', '172.17.0.2'] })
    expect([said.length, made.warnings()]).toEqual([1, []])
  })
})
