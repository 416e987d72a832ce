import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { exampleIds as ids } from '#lib/api/contract/examples.ts'
import { type Site, testSite } from '#tests/support/site.ts'
import { callApi, exampleWorld, keyFor } from './api-world.ts'

let site: Site
let key: string

beforeAll(async () => {
  site = await testSite()
}, 60_000)
afterAll(() => site.close())
beforeEach(async () => {
  await exampleWorld(site.db)
  key = await keyFor(site.db)
})

const call = (method: string, path: string, body?: object) =>
  callApi(site.db, { method, path, key, ...(body ? { body } : {}) })

it('an update comes back in the languages in which it was written', async () => {
  const text = 'Die neue Platte ist drin.'
  const body = {
    text: 'The new disk is in.',
    language: 'en',
    translations: { de: { text } },
    notify: 'nobody',
  }
  expect((await call('POST', `/posts/${ids.incident}/updates`, body)).status).toBe(200)
  const { body: post } = await call('GET', `/posts/${ids.incident}`)
  const found = post.updates.find((update: { text: string }) => update.text === 'The new disk is in.')
  expect(found).toMatchObject({ language: 'en', translations: { de: { text } } })
})

it('an advisory and maintenance do, too', async () => {
  const translations = { de: { title: 'Ein Loch', summary: 'Wir flicken.', text: 'Text.' } }
  const words = { title: 'A hole', summary: 'We patch.', text: 'Words.', language: 'en', translations }
  const { body: draft } = await call('POST', '/advisories', words)
  expect((await call('GET', `/advisories/${draft.id}`)).body).toMatchObject({ language: 'en', translations })
  const work = {
    title: 'Neue Platten',
    language: 'de',
    translations: { en: { title: 'New disks' } },
    servers: ['web07'],
    startsAt: '2026-12-24T22:00:00Z',
    endsAt: '2026-12-24T23:00:00Z',
    notify: false,
  }
  const { body: planned } = await call('POST', '/maintenance', work)
  const { body: shown } = await call('GET', `/maintenance/${planned.post}`)
  expect(shown).toMatchObject({ title: 'Neue Platten', language: 'de', translations: work.translations })
})

it.each([
  [{ translations: { xx: { text: 'x' } } }],
  [{ translations: { de: { body: 'x' } } }],
  [{ language: 'English' }],
])('%j is refused, and nothing is written', async more => {
  const body = { text: 'x', notify: 'nobody', ...more }
  expect((await call('POST', `/posts/${ids.incident}/updates`, body)).status).toBe(400)
})

it('a translation that cannot be drawn is refused as the text is', async () => {
  const translations = { de: { text: '<Callout>' } }
  const words = { title: 'A hole', summary: 'We patch.', text: 'Words.', translations }
  expect((await call('POST', '/advisories', words)).status).toBe(422)
})
