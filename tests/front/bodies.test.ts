import { expect, it } from 'vitest'
import { useFront } from './front-fixture.ts'

const { front, knock } = useFront()

it.each([
  ['/api/comments', 64, 200],
  ['/api/comments', 65, 413],
  ['/api/auth/sign-out', 65, 413],
  ['/api/alerts/generic', 2048, 200],
  ['/api/alerts/generic', 4096, 413],
  ['/api/v1/customers', 16 * 1024, 200],
  ['/api/v1/servers', 3 * 1024, 200],
  ['/api/v1/progress', 65, 413],
  ['/api/v1/keys/leaked', 65, 413],
  ['/api/v1/advisories', 256, 200],
  ['/api/v1/advisories', 2048, 413],
  ['/desk/sign-in', 64, 200],
  ['/desk/sign-in', 65, 413],
])('a body for %s of %i KiB is answered %i before it comes', async (path, kib, status) => {
  expect(await knock('POST', path, { 'content-length': String(kib * 1024) })).toBe(status)
})

it.each([
  ['/api/alerts/generic', '', 'larger than 2 MiB. Send fewer alerts at a time.'],
  ['/api/heartbeat', '', 'larger than 2 MiB. A heartbeat names its server'],
  ['/api/v1/customers', '', 'larger than 16 MiB. Send fewer customers at a time.'],
  ['/api/v1/servers', '', 'larger than 3 MiB. Send fewer servers at a time.'],
  ['/api/mail-events', 'message/rfc822', 'larger than 2 MiB. A mail that comes back'],
  ['/api/mail-events', 'application/json', 'larger than 256 KiB. An event is about one mail.'],
  ['/api/telegram', '', 'larger than 64 KiB. An update is about one message.'],
  ['/api/comments', '', 'larger than 64 KiB. Write less, and send the form again.'],
  ['/desk/customers', '', 'larger than 3 MiB. Send a smaller file.'],
])('what is too large for %s (%s) hears the sentence of that endpoint', async (path, type, sentence) => {
  const body = Buffer.alloc(18 * 1024 * 1024)
  const answer = await front.ask(path, {
    method: 'POST',
    body,
    headers: { 'content-type': type, cookie: 'dana' },
  })
  expect([answer.status, (await answer.json()).message]).toEqual([413, expect.stringContaining(sentence)])
})

it('a body for the desk that is long, or does not tell its length, is read of who is signed in alone', async () => {
  const [path, long, endless] = [
    '/desk/customers',
    { 'content-length': String(1024 * 1024) },
    { 'transfer-encoding': 'chunked' },
  ]
  expect([await knock('POST', path, long), await knock('POST', path, endless)]).toEqual([413, 413])
  expect(await knock('POST', path, { ...long, cookie: 'dana' })).toBe(200)
  expect(await knock('POST', path, { ...endless, cookie: 'dana' })).toBe(200)
})
