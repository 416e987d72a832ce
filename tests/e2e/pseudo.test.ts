import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { createTranslator } from 'use-intl/core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { demoSite } from '#content/demo/hoster.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { comments } from '#db/schema/comment.ts'
import { maintenance } from '#db/schema/maintenance.ts'
import { posts } from '#db/schema/post.ts'
import { indicators } from '#db/schema/security/indicator.ts'
import { containmentLog } from '#db/schema/security/measure.ts'
import { groups, servers } from '#db/schema/server.ts'
import { staff } from '#db/schema/staff.ts'
import { subscribers } from '#db/schema/subscriber.ts'
import { updates } from '#db/schema/update.ts'
import { signLink } from '#lib/links.ts'
import { sampleNotices } from '#lib/mail/notice/sample-facts.ts'
import { renderNotice } from '#lib/mail/templates/render-notice.tsx'
import { languages } from '#lib/rules/languages/language.ts'
import { en } from '#lib/words/en/en.ts'
import type { Words } from '#lib/words/words.ts'
import { noticeMail } from '#tests/mail/facts.ts'
import { askAt } from '#tests/support/brands/ask-at.ts'
import { addTwoBrands, alpha } from '#tests/support/brands/two-brands.ts'
import { openNothing, withPage } from '#tests/support/browser.ts'
import { holdTestKey } from '#tests/support/database/test-key.ts'
import { speak } from '#tests/support/product/speak.ts'
import { type Product, startProduct } from '#tests/support/product.ts'
import { pseudoCatalogue, pseudoCode, pseudoTree } from '#tests/support/pseudo.ts'
import { expectNothingWider } from '#tests/support/sound.ts'
import { until } from '#tests/support/until.ts'

let product: Product
let tree: string
/** Words, and whole texts, that stand in a page as they are. */
let names: ReadonlySet<string>
let written: readonly string[]
/** The pages that are one reader's own. */
const own = { preferences: '', unsubscribe: '', forget: '' }

const host = 'example-host.net'
const advisory = '/posts/2013-02-19-high-alert-rootkit-on-hosting-servers'
const wordsOf = (text: string) => text.match(/(?<![\p{L}\p{N}])[A-Za-z]{3,}(?![\p{L}\p{N}])/gu) ?? []

/** Names of things that are called so in every language. */
const things =
  'UTC CET CEST RSS Atom JSON Feed API Markdown iCalendar WHMCS PHP HTML CSS URL HTTP HTTPS Slack Discord Teams Microsoft Telegram ntfy Webhook SMS Allclear English engelsk Norsk TXT ICS SVG txt rss atom json ics svg png curl GET POST Statuspage Atlassian GitHub Pingdom Zabbix Bearer Retry-After'

async function alert(server: string, facts: Record<string, unknown>): Promise<void> {
  await product.alert({
    fingerprint: `ping:${server}`,
    server: `${server}.${host}`,
    state: 'firing',
    severity: 'critical',
    summary: 'no answer',
    ...facts,
  })
}

/** Months and days of the week, as they are called in the language whose place is taken. */
function calendarNames(): string[] {
  const write = (at: number, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(languages[pseudoCode].tag, options).format(at)
  const lengths = ['long', 'short'] as const
  return lengths.flatMap(length => [
    ...Array.from({ length: 12 }, (_, month) => write(Date.UTC(2026, month, 15), { month: length })),
    ...Array.from({ length: 7 }, (_, day) => write(Date.UTC(2026, 0, 1 + day), { weekday: length })),
  ])
}

async function namesOf(): Promise<Set<string>> {
  const { db } = product
  const named = [
    ...(await db.select().from(posts)).flatMap(({ title, summary }) => [title, summary ?? '']),
    ...(await db.select().from(servers)).flatMap(({ label, hostname }) => [label, hostname]),
    ...(await db.select().from(groups)).map(({ name }) => name),
    ...(await db.select().from(staff)).map(({ name }) => name),
  ]
  return new Set(
    [...named, ...calendarNames(), things, demoSite.name, alpha.name, 'rootkit'].flatMap(wordsOf),
  )
}

/** All that staff and readers wrote, which nobody translates. */
async function writtenByPeople(): Promise<string[]> {
  const { db } = product
  const folder = 'content/demo/posts'
  const files = await Promise.all((await readdir(folder)).map(name => readFile(join(folder, name), 'utf8')))
  const texts = [
    ...files,
    ...(await db.select().from(posts)).flatMap(({ title, summary, body }) => [title, summary, body]),
    ...(await db.select().from(indicators)).map(({ note }) => note),
    ...(await db.select().from(updates)).map(({ body }) => body),
    ...(await db.select().from(maintenance)).map(({ title }) => title),
    ...(await db.select().from(comments)).flatMap(({ authorName, body, clarifies }) => [
      authorName,
      body,
      clarifies,
    ]),
    ...(await db.select().from(containmentLog)).map(({ text }) => text),
  ]
  return texts.flatMap(text => (text ? [flat(text)] : []))
}

const flat = (text: string) => text.replaceAll('**', '').replace(/\s+/g, ' ').trim()

beforeAll(async () => {
  tree = await pseudoTree()
  holdTestKey()
  product = await startProduct({}, inject('server'), tree)
  await addTwoBrands(product.db)
  await speak(product, 'en', pseudoCode)
  await alert('web07', { kind: 'outage' })
  await alert('web19', { kind: 'slowdown', severity: 'warning' })
  await until(async () => {
    const board = await (await fetch(product.siteUrl)).text()
    return board.includes('web07 is down') && board.includes('web19 is slow')
  }, 'the board shows the trouble')
  await product.db.insert(subscribers).values({ id: 'ann', email: 'ann@example.net', state: 'confirmed' })
  const secret = await readSecret(product.db)
  own.preferences = `/preferences/${signLink(secret, 'preferences', 'ann', null)}`
  own.forget = `${own.preferences}/forget`
  own.unsubscribe = `/unsubscribe/${signLink(secret, 'unsubscribe', 'ann', null)}`
  names = await namesOf()
  written = await writtenByPeople()
}, 180_000)

afterAll(async () => {
  await product?.stop()
  await rm(tree, { recursive: true, force: true })
}, 60_000)

const pages = [
  '/',
  `/servers/web07.${host}`,
  `/servers/web12.${host}`,
  '/groups/dallas-rack-1',
  '/history',
  '/history/2013-02',
  '/history/search?q=rootkit&kind=advisory',
  '/history/search?q=nothing-of-this-name',
  '/posts',
  advisory,
  `${advisory}?problem=empty`,
  `${advisory}/ask?about=point-6`,
  '/subscribe',
  '/subscribe?problem=email',
  '/subscribe/sent',
  '/preferences',
  '/preferences?problem=email',
  '/preferences/sent',
  '/preferences/expired',
  '/preferences/forgotten',
  '/confirm/expired',
  '/unsubscribe/done',
  '/unsubscribe/invalid',
  '/comments/sent',
  '/comments/expired',
  '/comments/gone',
  '/comments/deleted',
  '/find?q=web07',
  '/find?q=web12',
  '/find?q=unknown-name.example',
  '/find?q=',
  '/is/web07',
  '/is/web12?remembered',
  '/enter',
  '/enter?problem=account',
  '/kit',
  '/no-such-page',
]

/** Words of the page in letters of English that are no name, and elements whose text is cut. */
function lookAt(page: Page) {
  return page.evaluate(() => {
    const isSaid = (element: Element | null) =>
      !element?.closest(
        'script, style, noscript, code, pre, option, [translate="no"], [lang]:not(html), [data-own-words]',
      )
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const texts: string[] = [document.title]
    while (walker.nextNode())
      if (isSaid(walker.currentNode.parentElement)) texts.push(walker.currentNode.nodeValue ?? '')
    const attributes = ['aria-label', 'title', 'placeholder', 'alt']
    for (const element of document.querySelectorAll(attributes.map(name => `[${name}]`).join()))
      if (isSaid(element)) texts.push(...attributes.flatMap(name => element.getAttribute(name) ?? []))
    const cut = [...document.querySelectorAll<HTMLElement>('body *')].filter(element => {
      const { overflowX, textOverflow } = getComputedStyle(element)
      const isHiding = overflowX === 'hidden' || overflowX === 'clip' || textOverflow === 'ellipsis'
      return (
        isHiding &&
        !element.closest('[aria-hidden], .sr-only, .skip, svg') &&
        element.scrollWidth > element.clientWidth + 1
      )
    })
    return { texts, cut: cut.map(element => element.outerHTML.slice(0, 160)) }
  })
}

function untranslated(texts: readonly string[]): string[] {
  return texts.map(flat).filter(text => piecesOf(text).some(isEnglish))
}

/** What stands in a text between letters of the pseudo language, without the signs around it. */
function piecesOf(text: string): string[] {
  return text.split(/[^\x20-\x7e‘’“”–—…]+/).map(piece => piece.replace(/^[\W\d_]+|[\W_]+$/g, ''))
}

/** Nobody wrote it, and it is more than names and addresses. */
function isEnglish(piece: string): boolean {
  if (written.some(whole => whole.includes(piece))) return false
  return wordsOf(piece.replace(/\S+[-@/.]\S+/g, '')).some(word => !names.has(word))
}

describe('in a language that is two fifths longer than English, at 320 px', () => {
  /** html: of a site at another host; left out: what is at the address. */
  async function expectWhole(path: string, html?: string): Promise<void> {
    await withPage({ viewport: { width: 320, height: 640 } }, async page => {
      const address = `${product.siteUrl}/${pseudoCode}${path === '/' ? '' : path}`
      if (html) await page.route(address, route => route.fulfill({ contentType: 'text/html', body: html }))
      await page.goto(address)
      await expectNothingWider(page)
      const { texts, cut } = await lookAt(page)
      expect.soft([path, cut]).toEqual([path, []])
      expect.soft([path, untranslated(texts)]).toEqual([path, []])
      expect(texts.some(text => text.includes('⟦'))).toBe(true)
    })
  }

  it.each(pages)('%s has room for all, and nothing of it is English', path => expectWhole(path))

  it.each(['preferences', 'unsubscribe', 'forget'] as const)('so has the page of one reader: %s', name =>
    expectWhole(own[name]),
  )

  it('so has a post of each kind', async () => {
    const all = await product.db.select().from(posts)
    const shown = all.filter(({ visibility, slug }) => visibility === 'published' && slug !== null)
    expect(new Set(shown.map(({ kind }) => kind)).size).toBe(3)
    for (const { slug } of shown) await expectWhole(`/posts/${slug}`)
  }, 120_000)

  it.each(['/', '/servers/server1.alpha.test', '/subscribe', '/find?q=web14', '/no-such-page'])(
    'so has the site of a brand: %s',
    async path => {
      const asked = `/${pseudoCode}${path === '/' ? '' : path}`
      const { text } = await askAt(product.siteUrl, alpha.host, asked)
      await expectWhole(path, text)
    },
  )

  const words = createTranslator({
    locale: languages[pseudoCode].tag,
    messages: { ...en, ...pseudoCatalogue() } as typeof en,
  }) as Words

  it.each(sampleNotices.filter(({ sections }) => sections.every(({ kind }) => kind !== 'held')))(
    'so has the mail: $name',
    async ({ sections: [section] }) => {
      if (!section) throw new Error('A sample has no section.')
      const { kind, servers: mailed, ...facts } = section
      const mail = noticeMail(mailed, facts)
      const { html } = await renderNotice(words, kind, mail)
      expect(html).toContain('⟦')
      await withPage({ viewport: { width: 320, height: 640 } }, async page => {
        await openNothing(page)
        await page.setContent(html)
        await expectNothingWider(page)
        const { cut } = await lookAt(page)
        expect(cut).toEqual([])
      })
    },
  )
})
