import type { Page, Response } from 'playwright-core'
import { demoStaff } from '#content/demo/hoster.ts'
import { staff } from '#db/schema/staff.ts'
import { deskLink } from '#lib/identity/links.ts'
import { enterDesk, type SessionCookie } from '#lib/identity/session.ts'
import type { DeskRole } from '#lib/rules/staff/role.ts'
import type { ProductVisit } from './product.ts'

type Place = Pick<ProductVisit, 'db' | 'siteUrl'>

/** A fresh one-time link to the desk of the demo hoster. */
export async function newEntry({ db, siteUrl }: Place): Promise<string> {
  return `${siteUrl}/desk/enter/${await newToken(db)}`
}

async function newToken(db: Place['db'], email = demoStaff.email): Promise<string> {
  const link = await deskLink(db, email)
  return link.split('/').at(-1) ?? ''
}

const sessions = new WeakMap<Place, Promise<SessionCookie[]>>()

/** Opens a page of the desk, as who has signed in before, with scripts or without. Returns its answer. */
export async function visitDesk(product: Place, page: Page, path = '/desk'): Promise<Response | null> {
  const session = sessions.get(product) ?? enter(product)
  sessions.set(product, session)
  const cookies = (await session).map(({ name, value }) => ({ name, value, url: product.siteUrl }))
  await page.context().addCookies(cookies)
  return page.goto(`${product.siteUrl}${path}`)
}

async function enter({ db }: Place, email = demoStaff.email): Promise<SessionCookie[]> {
  const cookies = await enterDesk(await newToken(db, email), new Headers(), db)
  if (!cookies) throw new Error('The link does not sign in.')
  return cookies
}

/** Makes a colleague. Returns the cookies of who has signed in as them, for a browser of their own. */
export async function enterAs(product: Place, name: string, role: DeskRole = 'owner') {
  const email = `${name.toLowerCase()}@example-host.net`
  await product.db.insert(staff).values({ role, name, email }).onConflictDoNothing()
  const cookies = await enter(product, email)
  return cookies.map(cookie => ({ name: cookie.name, value: cookie.value, url: product.siteUrl }))
}
