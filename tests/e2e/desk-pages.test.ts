import { globSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { staff } from '#db/schema/staff.ts'
import { retireStaffMember } from '#db/writes/staff/staff.ts'
import { deskPages, leastRoleOf } from '#lib/rules/staff/desk-pages.ts'
import { type DeskRole, roles } from '#lib/rules/staff/role.ts'
import { withPage } from '#tests/support/browser.ts'
import { makeDeskWorld } from '#tests/support/product/desk-world.ts'
import { useProduct } from '#tests/support/product/use-product.ts'
import { enterAs, visitDesk } from '#tests/support/sign-in.ts'
import { expectSoundByNight } from '#tests/support/sound.ts'
import { until } from '#tests/support/until.ts'

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

/** All at once, and without what locators put into each page: that is a tenth of what the page takes. */
function lookAt(page: Page) {
  return page.evaluate(() => {
    const isSeen = (selector: string) =>
      [...document.querySelectorAll(selector)].some(each =>
        each.checkVisibility({ visibilityProperty: true }),
      )
    return {
      hasHeadline: isSeen('h1'),
      hasMenu: isSeen('nav[aria-label="Desk"]'),
      headHeight: document.querySelector('header')?.getBoundingClientRect().height,
    }
  })
}

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
        await until(async () => (await lookAt(page)).hasHeadline, 'its headline is seen')
        await expectSoundByNight(page)
        expect(problems).toEqual([])
        const { hasMenu, headHeight } = await lookAt(page)
        if (hasMenu) expect(headHeight).toBeLessThan(64)
      })
    },
  )
})

type Cookies = Awaited<ReturnType<typeof enterAs>>

const cookieOf = (cookies: Cookies) =>
  cookies.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')

/** What the desk answers to who has signed in with these cookies. */
function askAs(cookies: Cookies, address: string): Promise<Response> {
  return fetch(`${product.siteUrl}${address}`, { headers: { cookie: cookieOf(cookies) }, redirect: 'manual' })
}

describe('every page of the desk, by role', () => {
  const entered = new Map<DeskRole, Cookies>()
  beforeAll(async () => {
    for (const role of roles) entered.set(role, await enterAs(product, `Role-${role}`, role))
  })

  it.each(deskPages)('%s opens to its least role, not to the one below, and to nobody else', async folder => {
    const address = addresses[folder] ?? folder
    const least = roles.indexOf(leastRoleOf(folder))
    const signedOut = await fetch(`${product.siteUrl}${address}`, { redirect: 'manual' })
    expect(signedOut.status).toBe(307)
    expect(signedOut.headers.get('location')).toContain('/desk/sign-in')
    for (const [place, role] of roles.entries()) {
      if (place !== least && place !== least - 1) continue
      const answer = await askAs(entered.get(role) ?? [], address)
      const text = await answer.text()
      if (place < least) expect([role, answer.status]).toEqual([role, 403])
      else expect([200, 308]).toContain(answer.status)
      expect(text.includes('<h1>This page is not yours to open')).toBe(place < least)
    }
  })

  it('shows a reader no form but that of their own ways, and opens nothing to who was removed meanwhile', async () => {
    const cookies = await enterAs(product, 'Rita', 'reader')
    const isForm = /<form[^>]*(method="post"|method="POST")[^>]*>/g
    for (const folder of deskPages.filter(each => leastRoleOf(each) === 'reader')) {
      if (/^\/desk\/(people\/me|account)$/.test(folder)) continue
      const answer = await askAs(cookies, addresses[folder] ?? folder)
      const forms = (await answer.text()).match(isForm) ?? []
      // Each page has two to sign out: in its head, and in its menu.
      expect([folder, forms.length]).toEqual([folder, answer.status === 200 ? 2 : 0])
    }
    const [rita] = await product.db.select().from(staff).where(eq(staff.name, 'Rita'))
    await product.db.transaction(tx => retireStaffMember(tx, rita?.id ?? '', new Date()))
    expect((await askAs(cookies, '/desk')).status).toBe(307)
  })

  it('lets an owner take the audit log as a file, and nobody else', async () => {
    const take = (role: DeskRole) =>
      fetch(`${product.siteUrl}/desk/audit/export`, {
        method: 'POST',
        headers: {
          cookie: cookieOf(entered.get(role) ?? []),
          origin: product.siteUrl,
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: 'format=jsonl',
      })
    const refused = await take('editor')
    expect([refused.status, await refused.text()]).toEqual([403, expect.stringContaining('an owner')])
    const given = await take('owner')
    const lines = (await given.text())
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
    expect(lines.at(-1)).toMatchObject({ action: 'export-audit', address: '127.0.0.1' })
  })
})
