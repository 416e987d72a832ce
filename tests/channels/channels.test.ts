import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Channel, SendTarget, TellResult } from '#lib/channels/channel.ts'
import { discord } from '#lib/channels/discord/send.ts'
import { ntfy } from '#lib/channels/ntfy/send.ts'
import { outward } from '#lib/channels/outward/outward.ts'
import { slack } from '#lib/channels/slack/send.ts'
import { sms } from '#lib/channels/sms/send.ts'
import { teams } from '#lib/channels/teams/send.ts'
import { telegram } from '#lib/channels/telegram/send.ts'
import { webPush } from '#lib/channels/web-push/send.ts'
import { webhook } from '#lib/channels/webhook/send.ts'
import type { ChannelName } from '#lib/rules/destinations/destination.ts'
import { type ChannelProvider, type Fault, startChannelProvider } from '#tests/support/channel-provider.ts'
import { began } from './facts.ts'
import { browserKeys, pushKeys } from './push-browser.ts'

let provider: ChannelProvider
beforeEach(async () => {
  provider = await startChannelProvider()
})
afterEach(() => provider.close())

const now = new Date('2013-02-19T03:01:00Z')
const token = '123:abc'
const account = { accountSid: 'AC1', authToken: 'secret', from: '+15005550006' }

/** Each channel with a target at the local provider, whose answer it waits for so long. */
function open(name: ChannelName, wholeMs = 30_000): { channel: Channel; target: SendTarget } {
  const post = outward({ isPrivateAllowed: true, connectMs: 30_000, wholeMs })
  const at = (channel: Channel, address: string, config: unknown = {}) => ({
    channel,
    target: { channel: name, address, config },
  })
  switch (name) {
    case 'webhook':
      return at(webhook(post), `${provider.url}/hook`, { secret: `whsec_${'a'.repeat(32)}` })
    case 'slack':
      return at(slack(post), `${provider.url}/services/T/B/x`)
    case 'discord':
      return at(discord(post), `${provider.url}/api/webhooks/1/x`)
    case 'teams':
      return at(teams(post), `${provider.url}/workflows/x?sig=y`)
    case 'telegram':
      return at(telegram({ token, baseUrl: provider.url }, post), '42')
    case 'ntfy':
      return at(ntfy(post), `${provider.url}/topic`, { token: null })
    case 'web-push':
      return at(
        webPush({ ...pushKeys, contact: 'mailto:a@example.com' }, post),
        `${provider.url}/push/x`,
        browserKeys(),
      )
    case 'sms':
      return at(sms({ ...account, baseUrl: provider.url }, post), '+491701234567')
  }
}

async function told(name: ChannelName, fault: Fault): Promise<TellResult> {
  provider.next(fault)
  const { channel, target } = open(name, fault === 'hold' ? 500 : undefined)
  return channel.send(began, target, now)
}

/** sent, retry, refused, or gone: refused for ever. */
const short = (result: TellResult) => (result.is === 'refused' && result.isGone ? 'gone' : result.is)

const names = ['webhook', 'slack', 'discord', 'teams', 'telegram', 'ntfy', 'web-push', 'sms'] as const

describe.each([
  //                 webhook    slack      discord    teams      telegram   ntfy       web-push   sms
  [200, 'sent', 'sent', 'sent', 'sent', 'sent', 'sent', 'sent', 'sent'],
  [204, 'sent', 'sent', 'sent', 'sent', 'sent', 'sent', 'sent', 'sent'],
  [301, 'refused', 'refused', 'refused', 'refused', 'refused', 'refused', 'refused', 'refused'],
  [400, 'refused', 'refused', 'refused', 'refused', 'refused', 'refused', 'refused', 'refused'],
  [401, 'retry', 'refused', 'gone', 'retry', 'retry', 'retry', 'refused', 'retry'],
  [403, 'retry', 'refused', 'refused', 'retry', 'refused', 'retry', 'refused', 'retry'],
  [404, 'retry', 'gone', 'gone', 'gone', 'retry', 'retry', 'gone', 'retry'],
  [410, 'gone', 'gone', 'refused', 'gone', 'refused', 'gone', 'gone', 'refused'],
  [413, 'refused', 'refused', 'refused', 'refused', 'refused', 'refused', 'refused', 'refused'],
  [429, 'retry', 'retry', 'retry', 'retry', 'retry', 'retry', 'retry', 'retry'],
  [500, 'retry', 'retry', 'retry', 'retry', 'retry', 'retry', 'retry', 'retry'],
  [503, 'retry', 'retry', 'retry', 'retry', 'retry', 'retry', 'retry', 'retry'],
] as [number, ...string[]][])('a plain %i', (status, ...expected) => {
  it.each(names.map((name, place) => [name, expected[place]] as const))('is to %s: %s', async (name, is) => {
    const headers = status === 301 ? { location: '/elsewhere' } : undefined
    const fault = { answer: status, ...(headers ? { headers } : {}), ...(status === 204 ? { body: '' } : {}) }
    expect(short(await told(name, fault))).toBe(is)
    expect(provider.posts).toHaveLength(1)
  })
})

describe.each(names)('%s', name => {
  it('waits as long as Retry-After says, in seconds or up to a date', async () => {
    const limited = { answer: 429, headers: { 'retry-after': '17' } }
    expect(await told(name, limited)).toMatchObject({ is: 'retry', retryAfterSeconds: 17 })
    const date = new Date(now.getTime() + 90_000).toUTCString()
    const until = { answer: 503, headers: { 'retry-after': date } }
    expect(await told(name, until)).toMatchObject({ is: 'retry', retryAfterSeconds: 90 })
  })

  it('tries again after an answer that is no answer, and knows that it may have been taken', async () => {
    expect(await told(name, 'hold')).toMatchObject({ is: 'retry', retryAfterSeconds: null, mayBeTaken: true })
    expect(await told(name, 'drop')).toMatchObject({ is: 'retry', mayBeTaken: true })
    const answered = await told(name, { answer: 500, body: '<html>bad gateway</html>' })
    // Twilio says of its own errors that the message may go out.
    expect(answered).toMatchObject({ is: 'retry', mayBeTaken: name === 'sms' })
    const limited = await told(name, { answer: 429 })
    expect(limited).toMatchObject({ is: 'retry', mayBeTaken: false })
  })

  it('keeps every secret out of the reason', async () => {
    const results = [await told(name, { answer: 400 }), await told(name, 'drop')]
    const reasons = JSON.stringify(results)
    expect(reasons).not.toMatch(/123:abc|secret|whsec|\/services|sig=/)
  })
})

it('web-push: a key that is no point of the curve is gone, and nothing is posted', async () => {
  const { channel, target } = open('web-push')
  const config = { ...browserKeys(), p256dh: `B${'A'.repeat(86)}` }
  expect(short(await channel.send(began, { ...target, config }, now))).toBe('gone')
  expect(provider.posts).toEqual([])
})

it('an id is short, and has no sign that no database keeps', async () => {
  const id = `a\u0000b${'x'.repeat(500)}`
  const result = await told('ntfy', { answer: 200, body: { id } })
  expect(result).toEqual({ is: 'sent', providerId: `a b${'x'.repeat(197)}` })
})
it.each([
  ['telegram', {}, ''],
  ['sms', {}, ''],
  ['discord', { retry_after: 1, global: true }, ''],
  ['discord', { retry_after: 1, global: false }, null],
  ['teams', {}, null],
  ['slack', {}, '/services/T/'],
  ['webhook', {}, '/'],
  ['ntfy', {}, '/'],
  ['web-push', {}, '/'],
] as const)(
  'a limit of %s that is met by %j is shared by what begins with %s',
  async (name, body, shared) => {
    const sharedBy = shared?.startsWith('/') ? `${provider.url}${shared}` : shared
    expect(await told(name, { answer: 429, body })).toMatchObject({ is: 'retry', sharedBy })
    expect(await told(name, { answer: 503, body })).toMatchObject({ is: 'retry', sharedBy: null })
  },
)

describe('services that say it in the body', () => {
  it.each([
    ['discord', { answer: 429, body: { retry_after: 1.3, global: false } }, 2],
    ['telegram', { answer: 429, body: { ok: false, error_code: 429, parameters: { retry_after: 35 } } }, 35],
  ] as const)('%s: a pause', async (name, fault, retryAfterSeconds) => {
    expect(await told(name, fault)).toMatchObject({ is: 'retry', retryAfterSeconds })
  })

  it.each([
    ['telegram', { answer: 403, body: { description: 'Forbidden: bot was blocked by the user' } }],
    ['telegram', { answer: 403, body: { description: 'Forbidden: user is deactivated' } }],
    ['telegram', { answer: 403, body: { description: 'Forbidden: bot was kicked from the group chat' } }],
    ['telegram', { answer: 400, body: { description: 'Bad Request: chat not found' } }],
    [
      'telegram',
      { answer: 400, body: { description: 'Bad Request: group chat was upgraded to a supergroup chat' } },
    ],
    ['sms', { answer: 400, body: { code: 21211, message: "The 'To' number is not valid." } }],
    ['sms', { answer: 400, body: { code: 21610, message: 'Attempt to send to unsubscribed recipient' } }],
    ['sms', { answer: 400, body: { code: 21614, message: "'To' number is not a mobile number" } }],
    ['slack', { answer: 403, body: 'invalid_token' }],
    ['slack', { answer: 404, body: 'no_service' }],
  ] as const)('%s: gone by %j', async (name, fault) => {
    expect(await told(name, fault)).toMatchObject({ is: 'refused', isGone: true })
  })

  it.each([
    ['telegram', { answer: 400, body: { description: "Bad Request: can't parse entities" } }],
    ['sms', { answer: 400, body: { code: 21408, message: 'Permission to send to region not enabled' } }],
    ['slack', { answer: 400, body: 'invalid_payload' }],
  ] as const)('%s: refused, but not gone, by %j', async (name, fault) => {
    expect(await told(name, fault)).toMatchObject({ is: 'refused', isGone: false })
  })

  it.each([
    ['discord', { answer: 200, body: { id: '998877' } }, '998877'],
    ['telegram', { answer: 200, body: { ok: true, result: { message_id: 7 } } }, '7'],
    ['ntfy', { answer: 200, body: { id: 'sPs71M8A2T' } }, 'sPs71M8A2T'],
    ['sms', { answer: 201, body: { sid: 'SM1' } }, 'SM1'],
    ['slack', { answer: 200, body: 'ok' }, null],
  ] as const)('%s: the id of what was sent', async (name, fault, providerId) => {
    expect(await told(name, fault)).toEqual({ is: 'sent', providerId })
  })
})
