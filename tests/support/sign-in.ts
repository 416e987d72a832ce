import type { Page } from 'playwright-core'
import { demoStaff } from '#content/demo/hoster.ts'
import { deskLink } from '#lib/identity/links.ts'
import { enterDesk, type SessionCookie } from '#lib/identity/session.ts'
import type { ProductVisit } from './product.ts'

type Place = Pick<ProductVisit, 'db' | 'siteUrl'>

/** A fresh one-time link to the desk of the demo hoster. */
export async function newEntry({ db, siteUrl }: Place): Promise<string> {
  return `${siteUrl}/desk/enter/${await newToken(db)}`
}

async function newToken(db: Place['db']): Promise<string> {
  const link = await deskLink(db, demoStaff.email)
  return link.split('/').at(-1) ?? ''
}

const sessions = new WeakMap<Place, Promise<SessionCookie[]>>()

/** Opens a page of the desk, as who has signed in before, with scripts or without. */
export async function visitDesk(product: Place, page: Page, path = '/desk'): Promise<void> {
  const session = sessions.get(product) ?? enter(product)
  sessions.set(product, session)
  const cookies = (await session).map(({ name, value }) => ({ name, value, url: product.siteUrl }))
  await page.context().addCookies(cookies)
  await page.goto(`${product.siteUrl}${path}`)
}

async function enter({ db }: Place): Promise<SessionCookie[]> {
  const cookies = await enterDesk(await newToken(db), new Headers(), db)
  if (!cookies) throw new Error('The link does not sign in.')
  return cookies
}
