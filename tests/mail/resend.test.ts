import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { askResend } from '#lib/mail/transport/ask-provider.ts'
import { batchByResend, byResend } from '#lib/mail/transport/resend.ts'
import { useMailProvider } from '#tests/support/use-mail-provider.ts'
import { sampleMail } from './facts.ts'

const provider = useMailProvider()

const from = 'Status <status@example.com>'
const sender = (timeoutMs = 5_000) => byResend({ apiKey: 're_test', baseUrl: provider.url, from, timeoutMs })

describe('sending by Resend', () => {
  it('hands over the whole mail with its key', async () => {
    expect(await sender()(sampleMail())).toEqual({ is: 'sent', providerId: 'mail-1' })
    expect(provider.mails).toEqual([
      { id: 'mail-1', key: 'delivery1', from, ...withoutKey(), headers: sampleMail().headers },
    ])
  })

  it('mails once when the connection breaks after the mail was taken', async () => {
    provider.fail({ drop: 'after' })
    const send = sender()
    expect(await send(sampleMail())).toMatchObject({ is: 'retry', retryAfterSeconds: null })
    expect(await send(sampleMail())).toEqual({ is: 'sent', providerId: 'mail-1' })
    expect(provider.mails).toHaveLength(1)
    expect(provider.requests.map(request => request.key)).toEqual(['delivery1', 'delivery1'])
  })

  it('mails once when the provider answers too late', async () => {
    provider.fail('hold')
    expect(await sender(100)(sampleMail())).toMatchObject({ is: 'retry' })
    provider.release()
    expect(await sender()(sampleMail())).toMatchObject({ is: 'sent' })
    expect(provider.mails).toHaveLength(1)
  })

  it('goes to nobody whom an answer names', async () => {
    const elsewhere = createServer((_request, response) => {
      response.writeHead(307, { location: `${provider.url}/emails` }).end()
    })
    await once(elsewhere.listen(0, '127.0.0.1'), 'listening')
    const { port } = elsewhere.address() as AddressInfo
    const baseUrl = `http://127.0.0.1:${port}`
    expect(await byResend({ apiKey: 're_test', baseUrl, from })(sampleMail())).toMatchObject({ is: 'retry' })
    const asked = { apiKey: 're_test', baseUrl }
    expect(await askResend(asked, AbortSignal.timeout(5_000))).toMatchObject({ is: 'refused' })
    expect(provider.requests).toEqual([])
    elsewhere.close()
  })

  it('counts as sent what was taken before with another text', async () => {
    const send = sender()
    await send(sampleMail())
    expect(await send(sampleMail({ text: 'another' }))).toEqual({ is: 'sent', providerId: null })
    expect(provider.mails).toHaveLength(1)
  })

  it.each([
    [
      { answer: 429, retryAfter: 7 },
      { is: 'retry', retryAfterSeconds: 7 },
    ],
    [{ answer: 429 }, { is: 'retry', retryAfterSeconds: null }],
    [{ answer: 500 }, { is: 'retry', retryAfterSeconds: null }],
    [
      { answer: 503, retryAfter: 30 },
      { is: 'retry', retryAfterSeconds: 30 },
    ],
    [
      { answer: 502, body: '<html>bad gateway</html>' },
      { is: 'retry', retryAfterSeconds: null },
    ],
    [
      { answer: 200, body: '{"id":' },
      { is: 'retry', retryAfterSeconds: null },
    ],
    [
      { answer: 409, body: { statusCode: 409, name: 'concurrent_idempotent_requests', message: 'm' } },
      { is: 'retry', retryAfterSeconds: null },
    ],
    [
      { answer: 400, body: { statusCode: 400, name: 'validation_error', message: 'm' } },
      { is: 'refused', reason: 'Resend: 400 validation_error: m', isGone: false },
    ],
    [{ drop: 'before' as const }, { is: 'retry', retryAfterSeconds: null }],
  ])('answers %j with %j', async (fault, result) => {
    provider.fail(fault)
    expect(await sender()(sampleMail())).toMatchObject(result)
    expect(provider.mails).toHaveLength(0)
  })

  it('refuses an address that the provider refuses', async () => {
    expect(await sender()(sampleMail({ to: 'nobody' }))).toMatchObject({
      is: 'refused',
      reason: expect.stringContaining('422 validation_error'),
    })
  })

  it('keeps mails while our key is wrong, and never says the key', async () => {
    const send = byResend({ apiKey: 're_wrong', baseUrl: provider.url, from })
    const result = await send(sampleMail())
    expect(result).toMatchObject({ is: 'retry', reason: expect.stringContaining('403 invalid_api_key') })
    expect(JSON.stringify(result)).not.toContain('re_wrong')
  })

  it('keeps mails while nobody answers at that address', async () => {
    await provider.close()
    expect(await sender()(sampleMail())).toMatchObject({
      is: 'retry',
      reason: expect.stringContaining('no answer'),
    })
  })
})

describe('sending a batch by Resend', () => {
  const batch = () => batchByResend({ apiKey: 're_test', baseUrl: provider.url, from })
  const mails = ['a', 'b', 'c'].map(key => sampleMail({ key, to: `${key}@example.net` }))

  it('hands over all mails by one request, and gives each its id', async () => {
    expect(await batch()('batch1', mails)).toEqual({
      is: 'sent',
      providerIds: ['mail-1', 'mail-2', 'mail-3'],
    })
    expect(provider.requests).toMatchObject([{ path: '/emails/batch', key: 'batch1' }])
    expect(provider.mails.map(mail => mail.to)).toEqual(mails.map(each => each.to))
    expect(provider.mails[1]?.headers).toEqual(mails[1]?.headers)
  })

  it('mails once when the same batch is sent again', async () => {
    provider.fail({ drop: 'after' })
    expect(await batch()('batch1', mails)).toMatchObject({ is: 'retry', isUntaken: false })
    expect(await batch()('batch1', mails)).toMatchObject({ is: 'sent' })
    expect(provider.mails).toHaveLength(3)
  })

  it.each([
    [
      { answer: 429, retryAfter: 3 },
      { is: 'retry', isUntaken: true, retryAfterSeconds: 3 },
    ],
    [{ answer: 401 }, { is: 'retry', isUntaken: true }],
    [{ answer: 500 }, { is: 'retry', isUntaken: false }],
    [{ drop: 'before' as const }, { is: 'retry', isUntaken: false }],
    [{ answer: 422 }, { is: 'refused' }],
  ])('answers %j with %j', async (fault, result) => {
    provider.fail(fault)
    expect(await batch()('batch1', mails)).toMatchObject(result)
    expect(provider.mails).toHaveLength(0)
  })

  it('is refused whole for one wrong address', async () => {
    const wrong = [...mails, sampleMail({ key: 'd', to: 'nobody' })]
    expect(await batch()('batch1', wrong)).toMatchObject({ is: 'refused' })
    expect(provider.mails).toHaveLength(0)
  })
})

function withoutKey() {
  const { key: _, headers: __, ...rest } = sampleMail()
  return rest
}
