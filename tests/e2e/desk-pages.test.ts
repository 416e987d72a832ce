import { globSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { withPage } from '#tests/support/browser.ts'
import { makeDeskWorld } from '#tests/support/product/desk-world.ts'
import { useProduct } from '#tests/support/product/use-product.ts'
import { visitDesk } from '#tests/support/sign-in.ts'
import { expectSoundByNight } from '#tests/support/sound.ts'

const product = useProduct()

/** The address of each page of the desk in the tree, so that a new page cannot be left out. */
const pages = globSync('app/desk/**/page.tsx')
  .map(file => `/${file.replace(/^app\//, '').replace(/\/page\.tsx$/, '')}`)
  .map(folder => folder.replace(/\/\([a-z]+\)/g, ''))
  .sort()

let addresses: Record<string, string> = {}
beforeAll(async () => {
  addresses = await makeDeskWorld(product)
}, 60_000)

describe('every page of the desk, at 1280 px by day and at 390 px by night', () => {
  it.each(pages)(
    '%s answers, has no accessibility violation and nothing wider than the screen',
    async folder => {
      const address = addresses[folder] ?? folder
      expect(address, 'tests/support/product/desk-world.ts has an address for it').not.toContain('[')
      await withPage({}, async page => {
        const problems: string[] = []
        page.on('pageerror', error => problems.push(error.message))
        const answer = await visitDesk(product, page, address)
        expect(answer?.status()).toBe(200)
        await page.locator('h1').first().waitFor()
        await expectSoundByNight(page)
        expect(problems).toEqual([])
        const menu = page.getByRole('navigation', { name: 'Desk' })
        if ((await menu.count()) > 0)
          expect((await page.locator('header').boundingBox())?.height).toBeLessThan(64)
      })
    },
  )
})

it('every page of the desk leads who is not signed in to the door, and shows nothing', async () => {
  const doors = ['/desk/sign-in', '/desk/enter/[token]', '/desk/set-up/[token]']
  for (const folder of pages.filter(page => !doors.includes(page))) {
    const answer = await fetch(`${product.siteUrl}${addresses[folder] ?? folder}`, { redirect: 'manual' })
    const to = answer.headers.get('location')?.split('?', 1)[0]
    expect([folder, answer.status, to]).toEqual([folder, 307, '/desk/sign-in'])
  }
})
