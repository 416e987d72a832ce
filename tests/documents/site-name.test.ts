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

/** All but pictures, in whose bytes nobody finds a name. */
const texts = addresses.filter(address => !address.endsWith('.png'))

const called = async (name: string) => {
  holdSite(KeptSite.parse({ name }))
  const said = new Map<string, string>()
  for (const address of texts) said.set(address, (await readDocument(db, address)).text)
  return said
}
const naming = (said: ReadonlyMap<string, string>, name: string) =>
  [...said].flatMap(([address, text]) => (text.includes(name) ? [address] : []))

it('no document is left with a name that the site does not have any more', async () => {
  const before = naming(await called('Zebra Hosting'), 'Zebra')
  expect(before.length).toBeGreaterThan(10)
  const after = await called('Okapi Hosting')
  expect(naming(after, 'Zebra')).toEqual([])
  expect(naming(after, 'Okapi')).toEqual(before)
})
