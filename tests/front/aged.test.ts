import { gunzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { agedNotice } from '#lib/front/aged/aged-notice.ts'
import { AgedPages } from '#lib/front/aged/aged-pages.ts'
import { makePage, type Page, variantFor } from '#lib/front/page.ts'
import type { Language } from '#lib/rules/languages/language.ts'

const at = new Date('2026-03-10T14:30:00Z')

function pageOf(body: string, contentType = 'text/html; charset=utf-8'): Promise<Page> {
  return makePage({ status: 200, contentType, body: Buffer.from(body) }, at.getTime())
}

const board = '<html><body class="site"><header>x</header><main id="main">All is well.</main></body></html>'

function aged(laterSeconds: number, asOf: Date | null = at) {
  const nowMs = () => at.getTime() + laterSeconds * 1000
  const notice = (since: Date, language: Language) => agedNotice(since, 'Europe/Berlin', language)
  return new AgedPages({ asOf: () => asOf, notice, nowMs })
}

it('a page is sent as it is while all is well, and for a minute after', async () => {
  const page = await pageOf(board)
  expect(aged(3600, null).formOf(page)).toBe(page)
  expect(aged(59).formOf(page)).toBe(page)
})

it('a page says after a minute as of when it is, in each form, under another tag', async () => {
  const page = await pageOf(board)
  const pages = aged(60)
  const form = await pages.formOf(page)
  const text = form.identity.bytes.toString()
  expect(text).toContain('<main id="main"><p role="status"')
  expect(text).toContain(
    'as of <time datetime="2026-03-10T14:30:00.000Z" data-show="moment">15:30 CET</time>',
  )
  expect(gunzipSync(form.gzip.bytes).toString()).toBe(text)
  const { head, etag } = variantFor(form, 'br, gzip')
  expect(head).toEqual(expect.arrayContaining([etag, String(form.gzip.bytes.length), 'gzip']))
  expect(etag).not.toBe(page.gzip.etag)
  expect(pages.formOf(page)).toBe(form)
})

it('what programs read is sent as it is: its fields say how old it is', async () => {
  const json = await pageOf('{"main":"<main>"}', 'application/json')
  expect(await aged(60).formOf(json)).toBe(json)
})
