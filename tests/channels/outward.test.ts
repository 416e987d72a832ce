import type { LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exchange, ForbiddenAddress } from '#lib/channels/outward/exchange.ts'
import { outward } from '#lib/channels/outward/outward.ts'
import { isPublicAddress } from '#lib/public-address.ts'
import { type ChannelProvider, startChannelProvider } from '#tests/support/channel-provider.ts'

let provider: ChannelProvider
beforeEach(async () => {
  provider = await startChannelProvider()
})
afterEach(() => provider.close())

/** A resolver that gives each answer once, and the last for ever; it counts how often it was asked. */
function resolver(...answers: string[][]): LookupFunction & { asked: string[] } {
  const asked: string[] = []
  const resolve: LookupFunction = (hostname, options, callback) => {
    const found: LookupAddress[] = (answers[Math.min(asked.length, answers.length - 1)] ?? []).map(
      address => ({ address, family: address.includes(':') ? 6 : 4 }),
    )
    asked.push(hostname)
    if (options.all) callback(null, found)
    else callback(null, found[0]?.address ?? '', found[0]?.family)
  }
  return Object.assign(resolve, { asked })
}

/** A public address that is given to nobody, so that nothing answers there. */
const nobodys = '2d00::1'

const json = { 'content-type': 'application/json' }
const patient = { connectMs: 5_000, wholeMs: 5_000 }

describe('where posts may go', () => {
  it.each([
    '127.0.0.1',
    '127.1',
    '2130706433',
    '0x7f000001',
    '0x7f.0.0.1',
    '0177.0.0.1',
    '017700000001',
    '10.0.0.1',
    '169.254.169.254',
    '192.168.1.1',
    '172.16.0.1',
    '100.64.0.1',
    '0',
    '0.0.0.0',
    '224.0.0.1',
    '１２７.０.０.１',
    '①②⑦.0.0.1',
    '127.0.0.1.',
    '[::1]',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[64:ff9b::127.0.0.1]',
    '[2002:7f00:1::]',
    '[fe80::1]',
    '[fd00::1]',
    '[ff02::1]',
  ])('refuses https://%s before anything is resolved or sent', async host => {
    const resolve = resolver(['8.8.8.8'])
    const post = outward({ ...patient, resolve })
    expect(await post(`https://${host}:${provider.port}/`, '{}', json)).toMatchObject({ is: 'forbidden' })
    expect(resolve.asked).toEqual([])
    expect(provider.posts).toEqual([])
  })

  it.each(['http://example.com/', 'ftp://example.com/', 'file:///etc/passwd', 'gopher://example.com/'])(
    'refuses %s, for it is not https',
    async address => {
      expect(await outward(patient)(address, '{}', json)).toMatchObject({ is: 'forbidden' })
    },
  )

  it.each([
    [['127.0.0.1']],
    [['10.1.2.3', '192.168.0.1']],
    [['::1']],
    [['::ffff:169.254.169.254']],
    [['fd00::1', '127.0.0.1']],
  ])('refuses a name that leads to %j', async addresses => {
    const post = outward({ ...patient, resolve: resolver(addresses) })
    expect(await post(`https://innocent.example:${provider.port}/`, '{}', json)).toEqual({
      is: 'forbidden',
      reason: 'innocent.example does not lead to the public Internet.',
    })
    expect(provider.posts).toEqual([])
  })

  it('refuses localhost by what the system resolves', async () => {
    const posted = await outward(patient)(`https://localhost:${provider.port}/`, '{}', json)
    expect(posted).toMatchObject({ is: 'forbidden' })
  })

  it('asks once for each socket, and connects to nothing but that answer, so a name that changes its mind gains nothing', async () => {
    // First public, then private: whoever resolves twice, to check and to connect, ends inside.
    const rebinding = resolver(['192.0.2.1', nobodys], ['127.0.0.1'])
    const post = outward({ connectMs: 50, wholeMs: 5_000, resolve: rebinding })
    const first = await post(`https://rebinding.example:${provider.port}/`, '{}', json)
    expect(first).toMatchObject({ is: 'no-answer', wasSent: false })
    expect(rebinding.asked).toEqual(['rebinding.example'])
    const second = await post(`https://rebinding.example:${provider.port}/`, '{}', json)
    expect(second).toMatchObject({ is: 'forbidden' })
    expect(rebinding.asked).toHaveLength(2)
    expect(provider.posts).toEqual([])
  })

  it('breaks a connection that leads inside, whatever the resolver said', async () => {
    const url = new URL(provider.url)
    const conditions = { ...patient, lookup: resolver(['127.0.0.1']), isAllowed: isPublicAddress }
    await expect(exchange({ url, body: '{}', headers: json }, conditions)).rejects.toThrow(ForbiddenAddress)
  })

  it('goes to private addresses where the environment allows it', async () => {
    const post = outward({ ...patient, isPrivateAllowed: true })
    expect(await post(provider.url, '{}', json)).toMatchObject({ is: 'answer', status: 200 })
  })
})

describe('what comes back', () => {
  const post = outward({ ...patient, isPrivateAllowed: true })

  it('does not follow a redirect', async () => {
    provider.next({ answer: 302, headers: { location: `${provider.url}/inside` } })
    expect(await post(provider.url, '{}', json)).toMatchObject({ is: 'answer', status: 302 })
    expect(provider.posts.map(taken => taken.path)).toEqual(['/'])
  })

  it('reads 64 KiB of an answer and no more', async () => {
    provider.next({ answer: 200, body: 'x'.repeat(5_000_000) })
    const posted = await post(provider.url, '{}', json)
    expect(posted).toMatchObject({ is: 'answer', body: 'x'.repeat(65_536) })
  })

  it('waits no longer than it may for an answer', async () => {
    provider.next('hold')
    const impatient = outward({ connectMs: 5_000, wholeMs: 100, isPrivateAllowed: true })
    const posted = await impatient(provider.url, '{}', json)
    expect(posted).toEqual({ is: 'no-answer', reason: 'no answer in time', wasSent: true })
  })

  it('says of a broken line that the other side may have it', async () => {
    provider.next('drop')
    expect(await post(provider.url, '{}', json)).toMatchObject({ is: 'no-answer', wasSent: true })
  })

  it('is not held up for ever by an answer that would change the protocol', async () => {
    provider.next({ answer: 101, headers: { connection: 'upgrade', upgrade: 'websocket' } })
    expect(await post(provider.url, '{}', json)).toEqual({
      is: 'no-answer',
      reason: 'the line was closed without an answer',
      wasSent: true,
    })
  })

  it('says of a closed port that nobody has it', async () => {
    await provider.close()
    expect(await post(provider.url, '{}', json)).toMatchObject({ is: 'no-answer', wasSent: false })
    provider = await startChannelProvider()
  })
})
