import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Database } from '#db/client.ts'
import { KeptSite } from '#lib/rules/settings/site-settings.ts'
import { holdSite } from '#lib/site.ts'
import { addresses } from './addresses.ts'
import { readDocument, troubledWorld } from './documents-world.ts'

let db: Database
beforeAll(async () => {
  db = await troubledWorld()
})
afterAll(() => holdSite(KeptSite.parse({})))

const called = async (name: string) => {
  holdSite(KeptSite.parse({ name }))
  const texts = new Map<string, string>()
  for (const address of addresses) texts.set(address, (await readDocument(db, address)).text)
  return texts
}
const naming = (texts: ReadonlyMap<string, string>, name: string) =>
  [...texts].flatMap(([address, text]) => (text.includes(name) ? [address] : []))

it('no document is left with a name that the site does not have any more', async () => {
  const before = naming(await called('Zebra Hosting'), 'Zebra')
  expect(before.length).toBeGreaterThan(10)
  const after = await called('Okapi Hosting')
  expect(naming(after, 'Zebra')).toEqual([])
  expect(naming(after, 'Okapi')).toEqual(before)
})
