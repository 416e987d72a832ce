import { SaxesParser } from 'saxes'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#db/client.ts'
import { readDocument, troubledWorld } from './documents-world.ts'

let db: Database
beforeAll(async () => {
  db = await troubledWorld()
})

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
