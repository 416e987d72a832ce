import { expect, it } from 'vitest'
import { redact, redactFields } from '#lib/log/redact.ts'

const mac = 'A'.repeat(43)
const link = `k3j4h5g6f7d8.t1abcd.${mac}`

it.each([
  ['POST /api/alerts/in/s3cret/generic failed', 'POST /api/alerts/in/[token]/generic failed'],
  [`/preferences/${link}?saved=yes`, '/preferences/[token]?saved=yes'],
  [`/preferences/${link}/forget`, '/preferences/[token]/forget'],
  [`/preferences/stop/${link}`, '/preferences/stop/[token]'],
  [`https://a.example/confirm/${link}.`, 'https://a.example/confirm/[token]'],
  [`/comments/confirm/${link}`, '/comments/confirm/[token]'],
  [`/api/comments/quiet/${link}`, '/api/comments/quiet/[token]'],
  [`/api/unsubscribe/${link}`, '/api/unsubscribe/[token]'],
  ['/desk/enter/yKlWqIMYahNMdIOHOIYNxIGblQgZGPgA?to=x', '/desk/enter/[token]?to=x'],
  [`/desk/set-up/${link}`, '/desk/set-up/[token]'],
  [`the link ${link} is over`, 'the link [token] is over'],
  ['/api/alerts/generic?token=abc&dry-run', '/api/alerts/generic?token=[token]&dry-run'],
  ['Authorization: Bearer ac_abcdefghijkl', 'Authorization: [token]'],
  ['{"authorization":"Basic YWxpY2U6c2VjcmV0"}', '{"authorization":"[token]"}'],
  ['sent with Bearer abcdefgh12345', 'sent with Bearer [token]'],
  ['Cookie: session=abc; other=def', 'Cookie: [cookie]'],
  ['set-cookie: session=abc; HttpOnly', 'set-cookie: [cookie]'],
  [`the token ac_${'x'.repeat(32)} is wrong`, 'the token [token] is wrong'],
  [`signed with whsec_${'x'.repeat(44)}`, 'signed with [token]'],
  [`https://api.telegram.org/bot123456:${'x'.repeat(35)}/send`, 'https://api.telegram.org/bot[token]/send'],
  ['https://hooks.slack.com/services/T0/B0/abc', 'https://hooks.slack.com/services/[token]'],
  ['https://discord.com/api/webhooks/1/abc', 'https://discord.com/api/webhooks/[token]'],
  ['postgresql://allclear:hunter2@db.example/site', 'postgresql://[secret]@db.example/site'],
  ['the mail to Dana.O’Neil+x@mail.example.com was refused', 'the mail to [address] was refused'],
  ['<ö@bücher.example>, b@c.example', '<[address]>, [address]'],
])('says nothing of a secret or an address: %s', (given, kept) => {
  expect(redact(given)).toBe(kept)
})

it.each([
  'ready at http://localhost:3000',
  '/preferences/sent',
  '/unsubscribe/invalid',
  '/comments/confirm',
  '/api/preferences/forget',
  'the mail sign-in-k3j4h5g6f7d8 was refused: no such mailbox',
  'at load (node_modules/next@16.4.6/dist/server.js:12:34)',
  'the job plan-notice 0b9e6a9e-9c1f-4df2-8f0c-3b8f1f1d2a11 failed',
  'Bearer token is missing',
])('leaves what is no secret: %s', text => {
  expect(redact(text)).toBe(text)
})

it('hides what a field’s name tells of, and what is in the others', () => {
  const fields = {
    headers: { Authorization: 'x', cookie: 'y', 'x-request-id': 'abc' },
    apiKey: 'k',
    addresses: ['a@b.example'],
    many: { of: { them: { here: { and: 'there' } } } },
    count: 3,
    nothing: null,
  }
  expect(redactFields(fields)).toEqual({
    headers: { Authorization: '[secret]', cookie: '[secret]', 'x-request-id': 'abc' },
    apiKey: '[secret]',
    addresses: ['[address]'],
    many: { of: { them: { here: '[more]' } } },
    count: 3,
    nothing: null,
  })
})

it('reads a line no further than a sentence goes', () => {
  expect(redact('a'.repeat(1_000_000)).length).toBeLessThan(17_000)
})
