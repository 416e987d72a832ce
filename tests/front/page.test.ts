import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { addBrotli, makePage, variantFor } from '#lib/front/page.ts'

const answer = {
  status: 200,
  contentType: 'text/html; charset=utf-8',
  body: Buffer.from('web07 is fine. '.repeat(200)),
}

async function page() {
  const made = await makePage(answer, 0)
  await addBrotli(made, answer)
  return made
}

function headers(head: readonly string[]): Map<string, string> {
  return new Map(
    head.flatMap((name, i) => (i % 2 === 0 ? [[name.toLowerCase(), head[i + 1] ?? '']] : [])) as [
      string,
      string,
    ][],
  )
}

describe('a page', () => {
  it.each([
    ['gzip, deflate, br, zstd', 'br'],
    ['br;q=0, gzip', 'gzip'],
    ['gzip;q=0', undefined],
    ['identity', undefined],
    ['*', 'br'],
    [undefined, undefined],
    ['brotli', undefined],
  ])('answers Accept-Encoding %s with %s', async (accepted, encoding) => {
    const { bytes, head } = variantFor(await page(), accepted)
    expect(headers(head).get('content-encoding')).toBe(encoding)
    const plain = encoding === 'br' ? brotliDecompressSync(bytes) : encoding ? gunzipSync(bytes) : bytes
    expect(plain.equals(answer.body)).toBe(true)
    expect(headers(head).get('content-length')).toBe(String(bytes.length))
  })

  it('has a tag for each encoding that follows the content alone', async () => {
    const [first, again] = [await page(), await page()]
    const changed = await makePage({ ...answer, body: Buffer.from('web07 is down.') }, 0)
    expect(first.gzip.etag).toBe(again.gzip.etag)
    expect(first.gzip.etag).not.toBe(first.identity.etag)
    expect(changed.identity.etag).not.toBe(first.identity.etag)
  })

  it('that is rendered again and says the same is kept with all its forms', async () => {
    const first = await page()
    expect(await makePage(answer, 7, first)).toBe(first)
    expect(first.renderedAtMs).toBe(7)
    expect(first.br).not.toBeNull()
  })

  it.each([
    { body: Buffer.from('web07 is down.') },
    { status: 404 },
    { contentType: 'text/plain' },
    { isPersonal: true },
  ])('is another one when its answer has %j', async change => {
    const first = await page()
    const next = await makePage({ ...answer, ...change }, 7, first)
    expect([next === first, next.renderedAtMs, first.renderedAtMs]).toEqual([false, 7, 0])
  })

  it('is asked for anew each time, and lets no foreign script run', async () => {
    const all = headers((await page()).identity.head)
    expect(all.get('cache-control')).toBe('no-cache')
    expect(all.get('vary')).toBe('Accept-Encoding')
    expect(all.get('content-security-policy')).toContain("script-src 'self';")
  })

  it('is kept by nobody when it is made for one reader', async () => {
    const personal = await makePage({ ...answer, isPersonal: true }, 0)
    expect(headers(personal.identity.head).get('cache-control')).toBe('private, no-store')
  })
})
