import { describe, expect, it } from 'vitest'
import { posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { addresses } from '#tests/documents/addresses.ts'
import { askAt } from '#tests/support/brands/ask-at.ts'
import { addTwoBrands, alpha, beta } from '#tests/support/brands/two-brands.ts'
import { refreshPages } from '#tests/support/product/refresh-pages.ts'
import { useProduct } from '#tests/support/product/use-product.ts'
import { until } from '#tests/support/until.ts'

const product = useProduct()

const atAlpha = (path: string, asked = {}) => askAt(product.siteUrl, alpha.host, path, asked)
const form = (fields: Record<string, string>) => ({
  method: 'POST',
  headers: { 'content-type': 'application/x-www-form-urlencoded' },
  body: new URLSearchParams(fields).toString(),
})

/** What a brand offers, with what there has to be in it. */
const offered: [string, string][] = [
  ['/', 'server1.alpha.test'],
  ['/servers/server1.alpha.test', 'server1.alpha.test'],
  ['/find?q=server1.alpha.test', 'server1.alpha.test'],
  ['/find?q=web14', 'We do not know'],
  ['/subscribe?server=server1.alpha.test', 'server1.alpha.test'],
  ['/subscribe/sent', 'mailbox'],
  ['/preferences', 'link'],
  ['/preferences/sent', 'mailbox'],
  ['/preferences/expired', 'link'],
  ['/preferences/forgotten', 'Alpha'],
  ['/preferences/abc', 'link'],
  ['/confirm/expired', 'link'],
  ['/confirm/abc', 'link'],
  ['/preferences/abc/forget', 'link'],
  ['/unsubscribe/done', 'Alpha'],
  ['/unsubscribe/invalid', 'link'],
  ['/unsubscribe/abc', 'link'],
  ['/status.txt', 'server1.alpha.test'],
  ['/servers/server1.alpha.test.txt', 'server1.alpha.test'],
  ['/api/v2/status.json', 'Alpha'],
  ['/api/v2/summary.json', 'server1.alpha.test'],
  ['/badge/site.svg', 'Alpha'],
  ['/badge/servers/server1.alpha.test.svg', 'server1.alpha.test'],
  ['/history.rss', 'server1.alpha.test'],
  ['/history.atom', 'server1.alpha.test'],
  ['/feed.json', 'server1.alpha.test'],
  ['/maintenance.ics', 'Alpha'],
  ['/robots.txt', 'User-agent'],
]

/** What the hoster's own site has besides, and what nobody has. */
const elsewhere = [
  '/history',
  '/history/2026-11',
  '/history/search?q=web',
  '/posts',
  '/groups/dallas-rack-1',
  '/servers/web14.example-host.net',
  '/servers/web12.example-host.net',
  '/kit',
  '/api',
  '/is/example.com',
  '/mine',
  '/enter',
  '/embed/caller',
  '/deflect.txt',
  '/advance/abc',
  '/kept/abc',
  '/comments/sent',
  '/comments/mine/abc',
  '/desk',
  '/desk/sign-in',
  '/desk/live',
  '/api/yours',
  '/api/v1/servers',
  '/api/alerts/generic',
  '/mcp',
  '/at/alphabrand01/',
  '/at/betabrand001/',
  '/no-such-page',
  '/%E0%A4%A',
]

const reader = 'reader@customer.test'

/** Takes the reader through a form of the brand, whose answers lead on at the same host. */
async function send(path: string, fields: Record<string, string>): Promise<string> {
  const origin = { origin: product.siteUrl.replace('127.0.0.1', alpha.host) }
  const asked = form(fields)
  const answer = await atAlpha(path, { ...asked, headers: { ...asked.headers, ...origin } })
  expect([path, answer.status]).toEqual([path, 303])
  return String(answer.headers.location)
}

const mailsToReader = async () =>
  (await product.mails()).filter(mail => JSON.stringify(mail.to).includes(reader))

async function mailAbout(subject: string) {
  return until(
    async () => (await mailsToReader()).find(mail => mail.subject?.includes(subject)),
    `the mail about “${subject}”, ${product.output().slice(-1500)}`,
    30_000,
  )
}

const outage = (server: string) => ({
  fingerprint: `ping:${server}`,
  server: `${server}.example-host.net`,
  kind: 'outage',
  state: 'firing',
  severity: 'critical',
  summary: 'secret words',
})

async function begin() {
  const ids = await addTwoBrands(product.db)
  await refreshPages(product)
  await until(async () => (await atAlpha('/')).text.includes(alpha.name), 'the brand is there')
  expect(await send('/api/subscribe', { email: reader, target: 'all' })).toBe('/subscribe/sent')
  const asked = await mailAbout('all servers')
  const token = /\/confirm\/(\S+)/.exec(asked.text ?? '')?.[1] ?? ''
  expect((await atAlpha(`/confirm/${token}`)).text).toContain('all servers')
  expect(await send('/api/confirm', { token })).toContain('/preferences/')
  for (const server of ['web12', 'web14']) await product.alert(outage(server))
  await until(async () => (await atAlpha('/')).text.includes('server1.alpha.test is down'), 'it is down')
  await mailAbout('server1.alpha.test')
  return ids
}

/** Whatever would tell a reader of alpha whose servers these are. */
async function telling(): Promise<RegExp[]> {
  const { host } = new URL(product.siteUrl)
  const all = await product.db.select().from(servers)
  const titles = await product.db.select({ title: posts.title, slug: posts.slug }).from(posts)
  const names = [
    host,
    'Example Hosting',
    'example-host',
    'secret words',
    beta.name,
    beta.host,
    ...titles.flatMap(({ title, slug }) => [title, slug]),
  ]
  const labels = all.map(({ label }) => label)
  return [
    ...names.map(name => new RegExp(name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))),
    new RegExp(`\\b(${labels.join('|')})\\b(?!\\.alpha)`),
  ]
}

/** All that is answered, but what is random. */
function whole({ text, headers }: Awaited<ReturnType<typeof askAt>>): string {
  const { etag: _, 'x-request-id': __, ...rest } = headers
  return text + JSON.stringify(rest)
}

describe('the site of a reseller', () => {
  it('names nobody but the reseller, in any page, document, mail or mistake', async () => {
    await begin()
    const secrets = await telling()
    const expectClean = (where: string, said: string) => {
      const typed = where.includes('?q=')
        ? said.replaceAll(decodeURIComponent(where.split('?q=')[1] ?? ''), '')
        : said
      for (const secret of secrets)
        expect.soft([where, secret.exec(typed)?.[0] ?? null]).toEqual([where, null])
    }
    for (const [path, has] of offered) {
      const answer = await atAlpha(path)
      expect.soft([path, answer.status, answer.text.includes(has)]).toEqual([path, 200, true])
      expectClean(path, whole(answer))
    }
    const paths = new Set(offered.map(([path]) => path.split('?')[0]))
    const others = [...elsewhere, ...addresses.filter(path => !paths.has(path.split('?')[0]))]
    for (const path of others) {
      const answer = await atAlpha(path)
      expect.soft([path, answer.status]).toEqual([path, 404])
      expectClean(path, whole(answer).replaceAll(path, ''))
    }
    for (const path of [
      '/api/comments',
      '/api/enter',
      '/api/me-too',
      '/desk/sign-in',
      '/',
      '/api/v1/servers',
    ]) {
      const answer = await atAlpha(path, form({ a: 'b' }))
      expect.soft([path, answer.status >= 400]).toEqual([path, true])
      expectClean(path, whole(answer))
    }
    const foreign = await atAlpha('/api/subscribe', {
      ...form({ email: 'a@b.test' }),
      headers: { origin: 'https://elsewhere.test', 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(foreign.status).toBe(403)
    expectClean('a foreign form', foreign.text)
    const mails = await mailsToReader()
    expect(mails.length).toBe(2)
    for (const mail of mails) {
      expect(mail.from?.text).toBe('"Alpha Webspace" <status@alpha.test>')
      const raw = [...mail.headerLines.map(({ line }) => line), mail.text, mail.html].join('\n')
      expectClean(mail.subject ?? '', raw)
    }
    const preferences = /\/preferences\/(\S+)/.exec(mails[1]?.text ?? '')?.[1] ?? ''
    const page = await atAlpha(`/preferences/${preferences}`)
    expect([page.status, page.text.includes('server2.alpha.test')]).toEqual([200, true])
    expectClean('the preferences', page.text)
    const own = await fetch(`${product.siteUrl}/preferences/${preferences}`)
    expect(await own.text()).toContain('opens nothing any more')
  }, 120_000)
})
