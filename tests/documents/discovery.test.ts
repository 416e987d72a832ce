import { SaxesParser } from 'saxes'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#db/client.ts'
import { KeptSite } from '#lib/rules/settings/site-settings.ts'
import { holdSite } from '#lib/site.ts'
import { readDocument, troubledWorld } from './documents-world.ts'

let db: Database
beforeAll(async () => {
  db = await troubledWorld()
})

afterEach(() => holdSite(KeptSite.parse({})))

describe('where programs learn what there is', () => {
  it('llms.txt begins with the name and the state, and every address of a document in it is one', async () => {
    const { text } = await readDocument(db, '/llms.txt')
    expect(text).toMatch(/^# Allclear\n\n> One of three servers is down, /)
    const links = [...text.matchAll(/\]\((\S+)\)/g)].map(([, url = '']) => new URL(url))
    expect(links.length).toBeGreaterThan(8)
    const documents = links.filter(({ pathname }) => /\.(md|txt|svg)$/.test(pathname))
    for (const { pathname } of documents)
      if (pathname !== '/deflect.txt') expect((await readDocument(db, pathname)).status, pathname).toBe(200)
  })

  it('the sitemap is XML with servers in service and published posts', async () => {
    const { text, contentType } = await readDocument(db, '/sitemap.xml')
    expect(contentType).toBe('application/xml; charset=utf-8')
    const found: string[] = []
    const parser = new SaxesParser()
    parser.on('text', value => value.startsWith('http') && found.push(new URL(value).pathname))
    parser.write(text).close()
    expect(found).toEqual([
      '/',
      '/history',
      '/servers/web01.example-host.net',
      '/servers/web02.example-host.net',
      '/servers/web03.example-host.net',
      '/posts/down',
      '/posts/public-work',
    ])
  })

  it('the sitemap of a site in several languages lists each page in each, with where it is in the others', async () => {
    holdSite(KeptSite.parse({ otherLanguages: ['de', 'ar'] }))
    const { text } = await readDocument(db, '/sitemap.xml')
    const listed = [...text.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, url = '']) => new URL(url).pathname)
    expect(listed).toHaveLength(21)
    expect(listed).toEqual(
      expect.arrayContaining(['/', '/de', '/ar', '/de/posts/down', '/servers/web01.example-host.net']),
    )
    const links: string[] = []
    const parser = new SaxesParser({ xmlns: true })
    parser.on('opentag', ({ name, uri, attributes: { hreflang, href } }) => {
      if (name !== 'xhtml:link' || typeof href !== 'object' || typeof hreflang !== 'object') return
      expect(uri).toBe('http://www.w3.org/1999/xhtml')
      links.push(`${hreflang.value} ${new URL(href.value).pathname}`)
    })
    parser.write(text).close()
    expect(links).toHaveLength(21 * 4)
    expect(links.slice(0, 4)).toEqual(['en /', 'de /de', 'ar /ar', 'x-default /'])
    expect((await readDocument(db, '/robots.txt')).text).not.toContain('/ar')
  })

  it('llms.txt says in which languages the same is, where there are several', async () => {
    expect((await readDocument(db, '/llms.txt')).text).not.toContain('Deutsch')
    holdSite(KeptSite.parse({ otherLanguages: ['de', 'ar'] }))
    const { text } = await readDocument(db, '/llms.txt')
    expect(text).toContain('also in Deutsch (de), العربية (ar)')
    expect(text).toContain('http://localhost:3000/de/status.txt')
  })

  it('robots.txt names the sitemap and keeps searches from what is made for one reader', async () => {
    const { text } = await readDocument(db, '/robots.txt')
    expect(text).toContain('Sitemap: http://localhost:3000/sitemap.xml')
    expect(text).toContain('Disallow: /desk')
  })

  it('the catalogue of RFC 9727 is a set of links', async () => {
    const { text, contentType } = await readDocument(db, '/.well-known/api-catalog')
    expect(contentType).toMatch(/^application\/linkset\+json;/)
    const { linkset } = JSON.parse(text)
    expect(linkset[0].anchor).toBe('http://localhost:3000/.well-known/api-catalog')
    for (const { href } of linkset[0].item) expect(URL.canParse(href)).toBe(true)
  })
})
