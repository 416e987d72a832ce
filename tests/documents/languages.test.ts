import ICAL from 'ical.js'
import { afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Database } from '#db/client.ts'
import { inLanguage } from '#lib/language.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import { KeptSite } from '#lib/rules/settings/site-settings.ts'
import { holdSite } from '#lib/site.ts'
import { wordsIn } from '#lib/words/words.ts'
import { readDocument, troubledWorld } from './documents-world.ts'

let db: Database
beforeAll(async () => {
  db = await troubledWorld()
})
afterEach(() => holdSite(KeptSite.parse({})))

const readIn = async (language: Language, address: string) =>
  (await inLanguage(language, () => readDocument(db, address))).text
const all = (text: string, form: RegExp) => [...text.matchAll(form)].map(([, found = '']) => found)

describe.each(['/history.atom', '/updates.atom', '/servers/web01.example-host.net/updates.atom'])(
  'the feed %s in another language',
  address => {
    it('says in which it is and where, and its entries are the same ones', async () => {
      holdSite(KeptSite.parse({ otherLanguages: ['de'] }))
      const [english, german] = [await readIn('en', address), await readIn('de', address)]
      expect(english).toContain('<feed xml:lang="en')
      expect(german).toContain('<feed xml:lang="de"')
      expect(german).toContain(
        `rel="self" type="application/atom+xml" href="http://localhost:3000/de${address}"`,
      )
      const ids = /<id>(.*?)<\/id>/g
      expect(all(german, ids)).toEqual(all(english, ids))
      expect(all(german, ids).length).toBeGreaterThan(1)
      expect(german).toMatch(/rel="alternate" type="text\/html" href="http:\/\/localhost:3000\/de\/posts\//)
    })
  },
)

it('RSS and JSON say in which language they are', async () => {
  holdSite(KeptSite.parse({ otherLanguages: ['ar'] }))
  expect(await readIn('ar', '/history.rss')).toContain('<language>ar</language>')
  expect(JSON.parse(await readIn('ar', '/feed.json'))).toMatchObject({
    language: 'ar',
    feed_url: 'http://localhost:3000/ar/feed.json',
  })
})

it('a feed of a German site says that its own address has the language, though the pages of the site have not', async () => {
  holdSite(KeptSite.parse({ language: 'de' }))
  const feed = await readIn('de', '/history.atom')
  expect(feed).toContain('href="http://localhost:3000/de/history.atom"')
  expect(feed).toContain('rel="alternate" type="text/html" href="http://localhost:3000/"')
})

it('a calendar is in the language, and its events are the same ones', async () => {
  holdSite(KeptSite.parse({ otherLanguages: ['de'] }))
  const eventsOf = (text: string) =>
    new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent').map(each => new ICAL.Event(each))
  const english = eventsOf(await readIn('en', '/maintenance.ics'))
  const german = eventsOf(await readIn('de', '/maintenance.ics'))
  expect(german.map(({ uid }) => uid)).toEqual(english.map(({ uid }) => uid))
  const [first] = german
  const concerned = wordsIn('de')('documents.feeds.concerned', { names: 'web03' })
  expect(first?.description).toContain(concerned)
  expect(first?.description).toContain('http://localhost:3000/de/posts/public-work')
})
