import { globSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import { beforeAll, expect, it } from 'vitest'
import { staff } from '#db/schema/staff.ts'
import { makeDeskWorld } from '#tests/support/product/desk-world.ts'
import { useProduct } from '#tests/support/product/use-product.ts'
import { enterAs } from '#tests/support/sign-in.ts'

const product = useProduct()

const pages = globSync('app/desk/(staff)/**/page.tsx')
  .map(file => `/${file.replace(/^app\//, '').replace(/\/page\.tsx$/, '')}`)
  .map(folder => folder.replace(/\/\([a-z]+\)/g, ''))
  .sort()

let addresses: Record<string, string> = {}
let cookie = ''
beforeAll(async () => {
  addresses = await makeDeskWorld(product)
  const entered = await enterAs(product, 'Gerda')
  cookie = entered.map(({ name, value }) => `${name}=${encodeURIComponent(value)}`).join('; ')
}, 60_000)

function askInGerman(address: string): Promise<Response> {
  const headers = { cookie: `${cookie}; allclear-language=de` }
  return fetch(`${product.siteUrl}${address}`, { headers, redirect: 'manual' })
}

it.each(pages)('%s speaks German, and says no key of the catalogue', async folder => {
  const answer = await askInGerman(addresses[folder] ?? folder)
  if (answer.status >= 300 && answer.status < 400) return
  expect(answer.status).toBe(200)
  const html = await answer.text()
  expect(html).toContain('<html lang="de"')
  expect(html).toContain('Störungen')
  expect(html.match(/\bdesk[A-Z]\w*\.\w+\.\w+/g) ?? []).toEqual([])
})

it('a choice is remembered by the browser, and kept with the person', async () => {
  const chosen = await fetch(`${product.siteUrl}/desk/incidents?in=de`, {
    headers: { cookie },
    redirect: 'manual',
  })
  expect(chosen.headers.get('location')).toBe('/desk/incidents')
  expect(chosen.headers.get('set-cookie')).toContain('allclear-language=de')
  await askInGerman('/desk/incidents')
  const kept = await product.db
    .select({ language: staff.language })
    .from(staff)
    .where(eq(staff.language, 'de'))
  expect(kept).toHaveLength(1)
})
