import { describe, expect, it } from 'vitest'
import { readAddress, readDestinationForm, shownAddress } from '#lib/rules/destinations/destination-form.ts'

const flow = '/powerautomate/automations/direct/workflows/ab/triggers/manual/paths/invoke?api-version=1&sig=x'

describe('addresses', () => {
  it.each([
    ['webhook', ' https://Example.com/hook#part ', 'https://example.com/hook'],
    ['webhook', 'https://example.com:8443/a?b=c', 'https://example.com:8443/a?b=c'],
    ['slack', 'https://hooks.slack.com/services/T0/B0/abc', 'https://hooks.slack.com/services/T0/B0/abc'],
    ['discord', 'https://discord.com/api/webhooks/1/a-b_c', 'https://discord.com/api/webhooks/1/a-b_c'],
    [
      'discord',
      'https://canary.discord.com/api/v10/webhooks/1/a',
      'https://canary.discord.com/api/v10/webhooks/1/a',
    ],
    [
      'teams',
      `https://d.ae.environment.api.powerplatform.com:443${flow}`,
      `https://d.ae.environment.api.powerplatform.com${flow}`,
    ],
    [
      'teams',
      'https://prod-1.uksouth.logic.azure.com:443/workflows/ab/triggers/x?sig=y',
      'https://prod-1.uksouth.logic.azure.com/workflows/ab/triggers/x?sig=y',
    ],
    ['telegram', '-1001234', '-1001234'],
    ['telegram', '@our_channel', '@our_channel'],
    ['ntfy', 'https://ntfy.sh/my-topic_1', 'https://ntfy.sh/my-topic_1'],
    ['sms', '+49 (170) 123-45.67', '+491701234567'],
    ['sms', '0049170 1234567', '+491701234567'],
    ...[
      'https://fcm.googleapis.com/fcm/send/a:b',
      'https://updates.push.services.mozilla.com/wpush/v2/x',
      'https://wns2-by3p.notify.windows.com/w/?token=x',
      'https://web.push.apple.com/x',
    ].map(address => ['web-push', address, address] as const),
  ] as const)('%s takes %s', (channel, given, address) => {
    expect(readAddress(channel, given, false)).toBe(address)
  })

  it.each([
    ['webhook', 'http://example.com/'],
    ['webhook', 'example.com'],
    ['webhook', 'https://a:b@example.com/'],
    ['webhook', ''],
    ['webhook', `https://example.com/${'a'.repeat(2000)}`],
    ['webhook', 'javascript:alert(1)'],
    ['slack', 'https://hooks.slack.com.evil.example/services/T/B/x'],
    ['slack', 'https://slack.com/services/x'],
    ['slack', 'https://evil.example/hooks.slack.com/services/x'],
    ['slack', 'https://hooks.slack.com:444/services/x'],
    ['slack', 'https://hooks.slack.com/services/'],
    ['slack', 'http://hooks.slack.com/services/T/B/x'],
    ['discord', 'https://discord.com/api/webhooks/x/y'],
    ['discord', 'https://evildiscord.com/api/webhooks/1/a'],
    ['discord', 'https://discord.com/api/webhooks/1/a/../../../users'],
    ['teams', 'https://logic.azure.com/workflows/a'],
    ['teams', 'https://x.logic.azure.com.evil.example/workflows/a'],
    ['teams', 'https://evil.example/workflows/a'],
    ['teams', 'https://tenant.webhook.office.com/webhookb2/a'],
    ['web-push', 'https://victim.example/orders'],
    ['web-push', 'https://fcm.googleapis.com.evil.example/x'],
    ['web-push', 'https://evil.example/web.push.apple.com/x'],
    ['web-push', 'https://evilpush.apple.com/x'],
    ['web-push', 'https://fcm.googleapis.com:444/x'],
    ['telegram', 'https://t.me/x'],
    ['telegram', '12a'],
    ['telegram', '@ab'],
    ['ntfy', 'https://ntfy.sh/a/b'],
    ['ntfy', 'https://ntfy.sh/'],
    ['sms', '0170 1234567'],
    ['sms', '+0123456789'],
    ['sms', '+491701234567890123'],
  ] as ['webhook', string][])('%s does not take %s', (channel, given) => {
    expect(readAddress(channel, given, false)).toBeNull()
  })

  it('may have no TLS in tests', () => {
    expect(readAddress('slack', 'http://127.0.0.1:1234/x', true)).toBe('http://127.0.0.1:1234/x')
  })
})

describe('the form', () => {
  const ntfy = { channel: 'ntfy', address: 'https://ntfy.sh/topic' }
  const push = { channel: 'web-push', address: 'https://web.push.apple.com/1', p256dh: `B${'a'.repeat(86)}` }

  it.each([
    [
      { ...ntfy, label: ' On-call ', secret: 'tk_1' },
      { label: 'On-call', config: { token: 'tk_1' } },
    ],
    [ntfy, { label: '', config: { token: null } }],
    [{ ...push, auth: 'a'.repeat(22) }, { config: { p256dh: push.p256dh, auth: 'a'.repeat(22) } }],
  ])('reads %j', (fields, asked) => {
    expect(readDestinationForm(fields, false)).toMatchObject({ is: 'destination', ...asked })
  })

  it.each([
    [{ ...ntfy, channel: 'pigeon' }, 'channel'],
    [{ ...ntfy, channel: 'toString' }, 'channel'],
    [{ channel: 'ntfy' }, 'address'],
    [{ ...ntfy, label: 'x'.repeat(41) }, 'label'],
    [{ ...ntfy, label: 'a\u0000b' }, 'label'],
    [{ ...ntfy, secret: 'a\r\nb' }, 'token'],
    [push, 'browser'],
    [{ ...push, auth: 'short' }, 'browser'],
    [{ ...push, auth: 'a'.repeat(22), address: 'https://victim.example/' }, 'browser'],
  ])('refuses %j for its %s', (fields, problem) => {
    expect(readDestinationForm(fields as Record<string, string>, false)).toEqual({ is: 'wrong', problem })
  })
})

describe('what is shown of an address', () => {
  it.each([
    ['webhook', 'https://example.com/hook?key=secret', 'example.com/hook'],
    ['webhook', 'https://example.com/a/very/long/path/with/a/secret', 'example.com/a/very/long/path/with/a…'],
    ['slack', 'https://hooks.slack.com/services/T0/B0/secret', 'hooks.slack.com/…'],
    ['ntfy', 'https://ntfy.sh/secret-topic', 'ntfy.sh/sec…'],
    ['sms', '+491701234567', '+491…567'],
    ['telegram', '-1001234', '-1001234'],
  ] as const)('%s: %s is %s', (channel, address, shown) => {
    expect(shownAddress(channel, address)).toBe(shown)
  })
})
