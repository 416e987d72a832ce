import { SaxesParser } from 'saxes'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#db/client.ts'
import { badgeSvg } from '#lib/documents/badge/badge-svg.ts'
import { findDocument } from '#lib/documents/find-document.ts'
import { refuseDocument } from '#lib/documents/write-document.ts'
import { wordsIn } from '#lib/words/words.ts'
import { calmWorld, readDocument, troubledWorld } from './documents-world.ts'

let db: Database
beforeAll(async () => {
  db = await troubledWorld()
})

/** Throws where it is no XML. */
function readMarkup(markup: string): void {
  const parser = new SaxesParser()
  parser.on('error', error => {
    throw error
  })
  parser.write(markup).close()
}

describe('a badge', () => {
  it.each([
    ['/badge/site.svg', 'Allclear: 1 down, 1 under maintenance'],
    ['/badge/groups/rack.svg?style=flat-square', 'Rack: 1 down, 1 under maintenance'],
    ['/badge/servers/web01.example-host.net.svg?style=for-the-badge', 'web01: down'],
    ['/badge/servers/web02.example-host.net.svg', 'web02: fine'],
  ])('%s says its state in words to who sees it and who hears it', async (address, said) => {
    const { text, contentType } = await readDocument(db, address)
    expect(contentType).toBe('image/svg+xml; charset=utf-8')
    expect(text).toContain(`<title>${said}</title>`)
    expect(text).toContain(`aria-label="${said}"`)
    readMarkup(text)
  })

  it('is what shields.io draws, in its form', async () => {
    const { text } = await readDocument(db, '/badge/servers/web01.example-host.net.json')
    expect(JSON.parse(text)).toEqual({
      schemaVersion: 1,
      label: 'web01',
      message: 'down',
      color: '#a11226',
      cacheSeconds: 300,
    })
  })

  it('says that all is fine', async () => {
    expect((await readDocument(await calmWorld(), '/badge/site.svg')).text).toContain('Allclear: all fine')
  })

  it('is a badge "unknown" with 404 where nobody has the name, and 400 where its look is none', async () => {
    const unknown = await readDocument(db, '/badge/servers/nobody.example.svg')
    expect([unknown.status, unknown.contentType]).toEqual([404, 'image/svg+xml; charset=utf-8'])
    expect(unknown.text).toContain('<title>status: unknown</title>')
    const wrong = findDocument('/badge/site.svg?style=round')
    expect(wrong && refuseDocument(wrong).status).toBe(400)
  })

  it('leads from a former name to the name of now', async () => {
    const moved = await readDocument(db, '/badge/servers/old.example-host.net.svg')
    expect(moved).toMatchObject({ status: 308, location: '/badge/servers/web01.example-host.net.svg' })
  })

  it('is a picture whatever a server is called', () => {
    const label = `<script>"&' \u0001${'ä'.repeat(60)}`
    readMarkup(badgeSvg(wordsIn('en'), { label, message: 'down', state: 'down' }, 'flat'))
  })
})
