import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readBody, readQuery } from '#lib/alerts/request/body.ts'
import { readBytes } from '#lib/body/bytes.ts'
import { knownLimits, largest } from '#lib/body/limits.ts'

const read = (text: string | Buffer, type: string | null, takesForm = false, packing?: string) => {
  const headers = new Headers(type === null ? {} : { 'content-type': type })
  if (packing) headers.set('content-encoding', packing)
  return readBody(Buffer.from(text), headers, takesForm, knownLimits)
}
const form = 'application/x-www-form-urlencoded'

describe('a body', () => {
  it.each([
    ['JSON', '{"a":1}', 'application/json', { a: 1 }],
    ['a relative of JSON', '{"a":1}', 'application/cloudevents+json; charset=utf-8', { a: 1 }],
    ['JSON without a type', '[1]', null, [1]],
    ['JSON as plain text', ' {"a":1}', 'text/plain', { a: 1 }],
    ['JSON that curl calls a form', '{"a":1}', form, { a: 1 }],
    ['JSON after a byte order mark', '\ufeff{"a":1}', 'application/json', { a: 1 }],
  ])('is read as %s', async (_, text, type, body) => {
    expect(await read(text, type)).toEqual({ body, credential: null })
  })

  it('as a form gives its fields, and the token apart from them', async () => {
    expect(await read('subject=a+b%21&token=t&Token=T', form, true)).toEqual({
      body: { subject: 'a b!' },
      credential: { method: 'form', token: 't' },
    })
    expect(await read('Status=Up&Token=T', form, true)).toMatchObject({ credential: { token: 'T' } })
  })

  it.each([
    ['a form where none is taken', 'a=b', form, undefined, 415],
    ['multipart where none is taken', 'x', 'multipart/form-data; boundary=x', undefined, 415],
    ['another type', '<a/>', 'text/xml', undefined, 415],
    ['another packing', '{}', 'application/json', 'br', 415],
    ['a packing that it has not', '{}', 'application/json', 'gzip', 400],
    ['broken JSON', '{"a":', 'application/json', undefined, 400],
    ['nothing', '', 'application/json', undefined, 400],
    ['words', 'Error File below / opened', 'text/plain', undefined, 400],
  ])('is refused as %s', async (_, text, type, packing, status) => {
    expect(await read(text, type, false, packing)).toMatchObject({
      refused: status,
      message: expect.any(String),
    })
  })

  it('is unpacked to at most 8 MiB', async () => {
    const text = JSON.stringify('a'.repeat(256 * 1024))
    const packed = (bytes: number) => gzipSync(`[${text},${text}]`.padEnd(bytes))
    const eight = 8 * 1024 * 1024
    expect(await read(packed(eight), 'application/json', false, 'gzip')).toHaveProperty('body')
    expect(await read(packed(eight + 1), 'application/json', false, 'gzip')).toMatchObject({ refused: 413 })
    expect(await read(packed(eight + 1), 'application/json')).toMatchObject({ refused: 413 })
  })

  it('is counted while it comes, whatever its length says', async () => {
    let sent = 0
    const endless = new ReadableStream({
      pull(controller) {
        sent += 65_536
        controller.enqueue(new Uint8Array(65_536))
      },
    })
    const init = { method: 'POST', body: endless, duplex: 'half' } as RequestInit
    expect(await readBytes(new Request('http://x/', init), largest.alerts)).toMatchObject({ refused: 413 })
    expect(sent).toBeLessThan(3 * 1024 * 1024)
  })

  it('as a query lacks its token and the wish for a dry run', () => {
    const query = new URLSearchParams('monitorID=1&token=t&access_token=u&dry-run')
    expect(readQuery(query)).toEqual({ monitorID: '1' })
  })
})
