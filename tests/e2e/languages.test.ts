import { eq } from 'drizzle-orm'
import type { ParsedMail } from 'mailparser'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { servers as serverRows } from '#db/schema/server.ts'
import { type Language, languages } from '#lib/rules/languages/language.ts'
import { wordsIn } from '#lib/words/words.ts'
import { withFreshPage } from '#tests/support/browser.ts'
import { speak } from '#tests/support/product/speak.ts'
import { useProduct } from '#tests/support/product/use-product.ts'
import { expectSoundByNight } from '#tests/support/sound.ts'
import { until } from '#tests/support/until.ts'

const product = useProduct()

const others = ['de', 'ja', 'ar'] as const satisfies Language[]

const host = 'example-host.net'
const state = (server: string, facts: Record<string, unknown>) =>
  product.alert({
    fingerprint: `ping:${server}`,
    server: `${server}.${host}`,
    kind: 'outage',
    severity: 'critical',
    summary: 'no answer',
    ...facts,
  })

const textAt = async (path: string, headers: Record<string, string> = {}) => {
  const answer = await fetch(product.siteUrl + path, { redirect: 'manual', headers })
  return { status: answer.status, head: answer.headers, text: await answer.text() }
}

/** Sends a form without scripts. Returns where it leads. */
async function send(path: string, fields: Record<string, string>): Promise<string | null> {
  const answer = await fetch(product.siteUrl + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: product.siteUrl },
    body: new URLSearchParams(fields),
  })
  return answer.headers.get('location')
}

/** A text as it is read: without the marks that set names apart. */
const shown = (text: string | null) => (text ?? '').replace(/[\u2066-\u2069]/g, '').trim()
const headline = async (page: Page) => shown(await page.locator('h1').first().textContent())

const said = (language: Language, server: string, condition: 'down' | 'fine') => {
  const words = wordsIn(language)
  return shown(
    condition === 'fine'
      ? words('servers.banner.fine', { server })
      : words('servers.banner.trouble', { server, condition, care: 'alerted' }),
  )
}

/** In which a mail says that it is written. */
function languageOf({ html }: Pick<ParsedMail, 'html'>): string | undefined {
  return /<html[^>]* lang="(\w+)"/.exec(html || '')?.[1]
}

async function mailTo(email: string, about: (subject: string) => boolean) {
  return until(
    async () =>
      (await product.mails()).findLast(
        mail => JSON.stringify(mail.to).includes(email) && about(shown(mail.subject ?? '')),
      ),
    `the mail to ${email}`,
    30_000,
  )
}

beforeAll(() => speak(product, 'en', ...others), 60_000)

/** One server for each, so that none waits for another's all clear. */
const servers = { de: 'web25', ja: 'web26', ar: 'web27' } as const

describe.each(others)('a reader whose browser asks for %s', language => {
  const words = wordsIn(language)
  const server = servers[language]
  const email = `reader-${language}@example.com`
  const device = { locale: languages[language].tag, viewport: { width: 320, height: 640 } }

  it('is led there, and reads, is told and changes the language without losing the place', async () => {
    await withFreshPage(device, async page => {
      await page.goto(product.siteUrl)
      expect(new URL(page.url()).pathname).toBe(`/${language}`)
      expect(await page.locator('html').getAttribute('lang')).toBe(language)
      expect((await page.locator('html').getAttribute('dir')) ?? 'ltr').toBe(languages[language].dir)
      await expectSoundByNight(page)

      await page.goto(`${product.siteUrl}/${language}/servers/${server}.${host}`)
      expect(await headline(page)).toContain(said(language, server, 'fine'))
      await page
        .locator('header')
        .getByRole('link', { name: words('site.notices') })
        .click()
      await page.waitForURL(`${product.siteUrl}/${language}/subscribe`)
      await expectSoundByNight(page)
      const hostname = `${server}.${host}`
      await page.goto(`${product.siteUrl}/${language}/servers/${hostname}`)

      await state(server, { state: 'firing' })
      await until(
        async () => (await headline(page)).includes(said(language, server, 'down')),
        'the open page says so in its language',
      )
      await expectSoundByNight(page)

      await page.locator('footer a[hreflang="en"]').click()
      await page.waitForURL(`${product.siteUrl}/servers/${hostname}`)
      expect(await headline(page)).toContain(said('en', server, 'down'))
      await page.goto(product.siteUrl)
      expect(new URL(page.url()).pathname).toBe('/')
      await page.locator(`footer a[hreflang="${language}"]`).click()
      await page.waitForURL(`${product.siteUrl}/${language}`)

      await page.goto(`${product.siteUrl}/${language}/servers/${hostname}`)
      await state(server, { state: 'resolved' })
      await until(
        async () => (await headline(page)).includes(said(language, server, 'fine')),
        'the open page says all clear',
        40_000,
      )
    })
  }, 120_000)

  it('subscribes there, and hears of an outage and its end in the same language', async () => {
    const [row] = await product.db.select().from(serverRows).where(eq(serverRows.label, server))
    const asks = { email, target: `server:${row?.id}` }
    expect(await send(`/${language}/api/subscribe`, asks)).toBe(`/${language}/subscribe/sent`)
    const asked = await mailTo(email, () => true)
    expect(languageOf(asked)).toBe(language)
    const link = new RegExp(`${product.siteUrl}/${language}/confirm/(\\S+)`).exec(asked.text ?? '')
    const token = link?.[1] ?? ''
    const { status, text } = await textAt(`/${language}/confirm/${token}`)
    expect([status, text.includes(`lang="${language}"`)]).toEqual([200, true])
    expect(await send(`/${language}/api/confirm`, { token })).toContain(`/${language}/preferences/`)
    await state(server, { state: 'firing' })
    const down = shown(words('servers.are', { count: 1, names: server, condition: 'down' }))
    const began = await mailTo(email, subject => subject.includes(down))
    expect(languageOf(began)).toBe(language)
    await state(server, { state: 'resolved' })
    const clear = shown(words('notices.ended.subject', { names: server }))
    await mailTo(email, subject => subject === clear)
  }, 120_000)
})

describe('an address', () => {
  it('of the board depends on who asks, and says so', async () => {
    const { status, head } = await textAt('/', { 'accept-language': 'de-DE,de;q=0.9,en;q=0.8' })
    expect([status, head.get('location'), head.get('vary')]).toEqual([302, '/de', 'Accept-Language, Cookie'])
    const plain = await textAt('/', { 'accept-language': 'en' })
    expect([plain.status, plain.head.get('vary')?.includes('Accept-Language')]).toEqual([200, true])
  })

  it('in a language that is not offered leads to the plain one', async () => {
    const { status, head } = await textAt(`/fr/servers/web07.${host}`)
    expect([status, head.get('location')]).toEqual([302, `/servers/web07.${host}`])
  })

  it('names the same page in each language', async () => {
    const { text } = await textAt(`/ar/servers/web12.${host}`)
    const found = [...text.matchAll(/hreflang="([\w-]+)" href="([^"]+)"/g)].map(([, code, url]) => [
      code,
      url,
    ])
    const page = `/servers/web12.${host}`
    expect(found).toEqual([
      ['en', product.siteUrl + page],
      ...others.map(each => [each, `${product.siteUrl}/${each}${page}`]),
      ['x-default', product.siteUrl + page],
    ])
  })

  const german = wordsIn('de')('board.banner.all', { state: 'fine', count: 63 })
  const server = `web12.${host}`

  it.each([
    ['/status.txt', 'All 63 servers are fine'],
    ['/de/status.txt', german],
    [`/de/servers/${server}.txt`, said('de', 'web12', 'fine')],
    [`/servers/${server}.txt`, said('en', 'web12', 'fine')],
    ['/de/index.md', german],
    ['/de/embed/frame', 'lang="de"'],
    ['/embed/frame', 'lang="en"'],
    [`/de/embed/frame/${server}`, said('de', 'web12', 'fine')],
    ['/de/badge/site.svg', wordsIn('de')('documents.badge.allFine')],
    ['/ja/history.rss', '<language>ja</language>'],
  ])('of a document is answered in its language: %s', async (path, words) => {
    const { status, text } = await textAt(path)
    expect(status).toBe(200)
    expect(text).toContain(words)
  })

  it('of an automatic reply to nobody says so in its language', async () => {
    const { status, text } = await textAt('/de/deflect.txt')
    expect([status, text.trim()]).toEqual([400, wordsIn('de')('documents.embed.nobody')])
  })

  it.each(['history.rss', 'history.atom', 'feed.json', 'maintenance.ics'])(
    'of a feed or a calendar has its own words in each language: %s',
    async name => {
      const [plain, own] = [await textAt(`/${name}`), await textAt(`/de/${name}`)]
      expect([plain.status, own.status]).toEqual([200, 200])
      expect(own.text).not.toBe(plain.text)
    },
  )
})

describe('a site that speaks German', () => {
  beforeAll(() => speak(product, 'de', 'en'), 60_000)

  it('has German at the plain addresses and English below /en; programs are answered in English', async () => {
    const german = wordsIn('de')('board.banner.all', { state: 'fine', count: 63 })
    const english = wordsIn('en')('board.banner.all', { state: 'fine', count: 63 })
    expect((await textAt('/', { 'accept-language': 'de' })).text).toContain(german)
    expect((await textAt('/', { 'accept-language': 'fr' })).text).toContain('<html lang="de"')
    expect((await textAt('/en')).text).toContain(english)
    expect((await textAt('/status.txt')).text).toContain(english)
    expect((await textAt('/de/status.txt')).text).toContain(german)
    const led = await textAt('/', { 'accept-language': 'en' })
    expect([led.status, led.head.get('location')]).toEqual([302, '/en'])
    expect((await textAt('/de/history')).head.get('location')).toBe('/history')
  })
})
