import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isCopied, monthsIn } from '#lib/mirror/addresses.ts'
import { Mirror } from '#lib/mirror/mirror.ts'
import { CopyDirectory } from '#lib/mirror/targets/directory.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import { KeptSite } from '#lib/rules/settings/site-settings.ts'
import { holdSite } from '#lib/site.ts'
import { wordsIn } from '#lib/words/words.ts'
import { playSite } from './played-site.ts'
import { settle } from './settle.ts'

let root: string
let site: ReturnType<typeof playSite>
let mirror: Mirror
let nowMs: number

const offer = (language: Language, ...otherLanguages: Language[]) =>
  holdSite(KeptSite.parse({ language, otherLanguages }))
const read = (name: string) => readFileSync(join(root, 'current', name), 'utf8')
const names = () =>
  readdirSync(join(root, 'current'), { recursive: true })
    .map(String)
    .filter(name => /\.(html|txt|rss|ics)$/.test(name))

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'allclear-mirror-'))
  nowMs = Date.parse('2026-11-30T10:03:00Z')
  site = playSite()
  offer('en', 'de', 'ar')
  mirror = new Mirror(new CopyDirectory(root), site.source, () => new Date(nowMs))
})
afterEach(() => {
  rmSync(root, { recursive: true, force: true })
  holdSite(KeptSite.parse({}))
})

describe('the copy of a site in several languages', () => {
  it('has the pages and texts of each under what stands before their addresses', async () => {
    await settle(mirror)
    for (const language of ['de', 'ar'])
      expect(names()).toEqual(
        expect.arrayContaining(
          [
            '.html',
            '/history.html',
            '/history/2026-11.html',
            '/servers/web01.example.net.html',
            '/posts/down.html',
            '/status.txt',
            '/servers/web01.example.net.txt',
            '/history.rss',
            '/maintenance.ics',
          ].map(name => language + name),
        ),
      )
  })

  it('says in the language of each page that it is a copy, and leads to the same page at the site', async () => {
    await settle(mirror)
    expect(read('de.html')).toContain('10:03 UTC')
    for (const [name, language] of [
      ['index', 'en'],
      ['de', 'de'],
      ['ar', 'ar'],
    ] as const) {
      const [before = ''] = wordsIn(language).raw('site.copy.sent').split('<link>')
      expect(read(`${name}.html`)).toContain(before.split('{')[0]?.trim())
    }
    expect(read('de/servers/web01.example.net.html')).toContain(
      '<a href="http://localhost:3000/de/servers/web01.example.net">',
    )
    expect(read('de/status.txt')).toContain('http://localhost:3000/de/status.txt')
  })

  it('leads by the choice of languages to the copied page in that language', async () => {
    await settle(mirror)
    for (const name of ['index', 'de', 'ar']) {
      const html = read(`${name}.html`)
      for (const to of ['/', '/de', '/ar']) expect(html).toContain(`<a href="${to}" lang=`)
    }
    expect(read('servers/web01.example.net.html')).toContain('href="/de/servers/web01.example.net" lang=')
    expect(read('de/servers/web01.example.net.html')).toContain('href="/servers/web01.example.net" lang=')
  })

  it('is shown once it is whole in the site’s own language', async () => {
    let turns = 0
    while (!(await mirror.turn()).isPublished && turns < 100) turns += 1
    expect(names()).toContain('servers/web02.example.net.html')
    expect(names()).not.toContain('de/servers/web02.example.net.html')
    await settle(mirror)
    expect(names()).toContain('de/servers/web02.example.net.html')
  })

  it('makes of a change the site’s own language in one turn, and the others after it', async () => {
    await settle(mirror)
    site.state.banner = 'web01 is down'
    site.state.rendered.length = 0
    mirror.note(['/', '/servers/web01.example.net'])
    expect(await mirror.turn()).toMatchObject({ isPublished: true, isUrgent: true })
    expect(site.state.rendered.filter(address => /^\/(de|ar)(\/|$)/.test(address))).toEqual([])
    expect(read('index.html')).toContain('web01 is down')
    expect(read('de.html')).toContain('All is well')
    const before = site.state.rendered.length
    for (let turns = 0; turns < 3; turns++) await mirror.turn()
    expect(site.state.rendered.slice(before)).toEqual(
      expect.arrayContaining(['/de', '/ar', '/de/servers/web01.example.net', '/de/status.txt']),
    )
    for (const name of ['de', 'ar', 'de/servers/web01.example.net'])
      expect(read(`${name}.html`)).toContain('web01 is down')
  })

  it('shows each minute that it is kept up to date, in every language', async () => {
    await settle(mirror)
    nowMs += 61_000
    await settle(mirror)
    for (const name of ['index.html', 'de.html', 'de/status.txt']) expect(read(name)).toContain('10:04 UTC')
  })

  it('loses a language that is not offered any more', async () => {
    await settle(mirror)
    offer('en', 'ar')
    mirror.note(['*'])
    await settle(mirror)
    expect(names().filter(name => name.startsWith('de'))).toEqual([])
    expect(names()).toContain('ar.html')
    expect(read('index.html')).toContain('All is well')
    offer('en')
    // Nor does a process leave any that begins now.
    mirror = new Mirror(new CopyDirectory(root), site.source, () => new Date(nowMs))
    await settle(mirror)
    expect(names().filter(name => /^(de|ar)/.test(name))).toEqual([])
  })

  it('has German pages at plain addresses where the site is German, and English ones beside them', async () => {
    offer('de', 'en')
    await settle(mirror)
    expect(names()).toEqual(expect.arrayContaining(['en.html', 'en/posts/down.html', 'de/status.txt']))
    expect(names()).not.toContain('de.html')
    const [german = ''] = wordsIn('de').raw('site.copy.sent').split('{')
    expect(read('index.html')).toContain(german.split('<')[0]?.trim())
  })
})

it.each([
  ['/de', true],
  ['/de#open', true],
  ['/de/servers/web01.example.net', true],
  ['/de/servers/web01.example.net.txt', true],
  ['/de/history/2026-11', true],
  ['/de/history.rss', true],
  ['/de/servers/web01.example.net.rss', false],
  ['/de/subscribe', false],
  ['/fr', false],
  ['/fr/posts/down', false],
])('%s is in a copy that has German: %s', (address, isThere) => {
  expect(isCopied(address)).toBe(isThere)
})

it('months are found in the language of their page', () => {
  const html = '<a href="/de/history/2026-11">November</a><a href="/history/2026-10">October</a>'
  expect(monthsIn(html)).toEqual(['/de/history/2026-11', '/history/2026-10'])
})
