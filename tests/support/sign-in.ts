import type { Page } from 'playwright-core'
import { demoStaff } from '#content/demo/hoster.ts'
import { deskLink } from '#lib/identity/links.ts'
import type { Product } from './product.ts'

/** A fresh one-time link to the desk of the demo hoster. */
export async function newEntry({ db, siteUrl }: Product): Promise<string> {
  const link = await deskLink(db, demoStaff.email)
  return `${siteUrl}/desk/enter/${link.split('/').at(-1)}`
}

/** Signs the page's browser in at the desk, with scripts or without. */
export async function signIn(product: Product, page: Page): Promise<void> {
  await page.goto(await newEntry(product))
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL(`${product.siteUrl}/desk`)
}
