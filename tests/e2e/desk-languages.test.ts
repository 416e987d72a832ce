import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { eq } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { announcePages } from '#db/changes/announce.ts'
import { readKeptSite } from '#db/reads/settings/site.ts'
import { posts } from '#db/schema/post.ts'
import { writeKeptSite } from '#db/writes/settings/site.ts'
import { withPage } from '#tests/support/browser.ts'
import { useProduct } from '#tests/support/product/use-product.ts'
import { visitDesk } from '#tests/support/sign-in.ts'
import { expectSound } from '#tests/support/sound.ts'
import { until } from '#tests/support/until.ts'

/** Answers as a model would that knows one sentence, and forgets the name of the server in all others. */
const translator = createServer(async (request, response) => {
  const { messages } = (await json(request)) as { messages: { content: string }[] }
  const [, asked] = messages
  const known = /^A disk of (web\d+) is broken\.$/.exec(asked?.content ?? '')
  const isKnown = known && messages[0]?.content.includes('to German')
  const content = isKnown ? `Eine Platte von ${known[1]} ist kaputt.` : 'Quelque chose.'
  response.end(JSON.stringify({ choices: [{ message: { content } }] }))
})
await new Promise<void>(resolve => translator.listen(0, '127.0.0.1', resolve))
const { port } = translator.address() as AddressInfo
afterAll(() => void translator.close())

const product = useProduct({
  TRANSLATOR_URL: `http://127.0.0.1:${port}/v1/chat/completions`,
  TRANSLATOR_MODEL: 'small',
})

const read = async (path: string) => (await fetch(`${product.siteUrl}${path}`)).text()
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })

beforeAll(async () => {
  const now = new Date()
  await product.db.transaction(async tx => {
    const kept = await readKeptSite(tx)
    await writeKeptSite(tx, { ...kept, otherLanguages: ['de', 'fr'] }, now)
    return announcePages(tx, ['*'], now)
  })
  await until(async () => (await read('/')).includes('hreflang="de"'), 'the site offers its languages')
})

/** Declares an incident of a server in English, and leads to its page. */
async function declare(page: Page, server: string): Promise<void> {
  await visitDesk(product, page, '/desk/incidents/new')
  await page.getByLabel('What is the matter').fill(`${server} is down`)
  await page.getByRole('textbox', { name: /^Servers/ }).fill(server)
  await page.getByLabel('What customers read').first().fill('We are looking.')
  await page.getByLabel(/^Tell the customers/).uncheck()
  await button(page, 'Declare the incident').click()
  await page.waitForURL(/\/desk\/posts\/[a-z0-9]{12}$/)
}

describe('words of staff in several languages', () => {
  it.each([
    [320, 'web24'],
    [1280, 'web25'],
  ])('are written, drafted, previewed and published at %i px', async (width, server) => {
    const [english, german] = [`A disk of ${server} is broken.`, `Eine Platte von ${server} ist kaputt.`]
    await withPage({ viewport: { width, height: 900 } }, async page => {
      await declare(page, server)
      const id = page.url().split('/').at(-1) ?? ''
      const part = page.getByRole('region', { name: 'Write an update', exact: true })
      await part.getByLabel('What customers read', { exact: true }).fill(english)
      await part.getByRole('button', { name: 'Draft the other languages' }).click()
      const told = part.getByRole('status')
      await expect.poll(() => told.textContent()).toContain('One language is drafted below.')
      expect(await told.textContent()).toContain(`French, text: the draft has lost ${server}.`)
      await part.getByText('In German', { exact: true }).click()
      expect(await part.getByLabel('What customers read, in German').inputValue()).toBe(german)
      await expectSound(page)
      await page.setViewportSize({ width, height: 900 })
      await part.getByRole('button', { name: 'Preview' }).click()
      await part.getByText(german, { exact: true }).last().waitFor()
      await part.getByRole('button', { name: 'Publish update' }).click()
      await part.getByText('Published.').waitFor()
      const [post] = await product.db.select().from(posts).where(eq(posts.id, id))
      const inGerman = await read(`/de/posts/${post?.slug}`)
      expect(inGerman).toContain(german)
      expect(inGerman).not.toContain(english)
      const french = await read(`/fr/posts/${post?.slug}`)
      expect(french).toMatch(/lang="en"[^>]*>(?:<p[^>]*>)?A disk of web\d+ is broken\./)
      await page.goto(`${product.siteUrl}/fr/posts/${post?.slug}`)
      await expectSound(page)
    })
  })
})
