import { existsSync } from 'node:fs'
import { and, eq } from 'drizzle-orm'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { posts } from '#db/schema/post.ts'
import { agentBody, kit, signed } from '#tests/flows/agents/agent-fixture.ts'
import { withPage } from '#tests/support/browser.ts'
import { firstOf } from '#tests/support/measure.ts'
import { useProduct } from '#tests/support/product/use-product.ts'
import { visitDesk } from '#tests/support/sign-in.ts'
import { until } from '#tests/support/until.ts'

const product = useProduct()

/** Posts as the agent's script does. Returns the status. */
async function post(path: string, proofs: { token: string; secret: string }, facts: object): Promise<number> {
  const body = JSON.stringify(facts)
  const headers = signed(proofs, body, new Date())
  return (await fetch(`${product.siteUrl}${path}`, { method: 'POST', headers, body })).status
}

/** Puts an agent on a server, and reads its proofs out of the line that the desk shows. */
async function putAgentOn(page: Page, label: string) {
  await visitDesk(product, page, `/desk/agents/new?server=${label}.example-host.net`)
  await page.getByRole('button', { name: 'Make what to paste' }).click()
  const line = (await page.locator('pre').first().textContent()) ?? ''
  const [, token = '', secret = ''] = /'(acl_src_\w+)' '(whsec_[^']+)' \| sudo sh/.exec(line) ?? []
  expect([token, secret]).not.toContain('')
  expect(page.url()).not.toContain(token)
  return { token, secret }
}

// Which script an agent runs is part of the line; a site that hands out none makes no agents.
describe.skipIf(!existsSync('public/agent/allclear-agent')).each(
  firstOf([
    { scripts: 'on', javaScriptEnabled: true, found: 'web20', other: 'web21' },
    { scripts: 'off', javaScriptEnabled: false, found: 'web22', other: 'web23' },
  ]),
)('with scripts $scripts', ({ javaScriptEnabled, found, other }) => {
  it('an agent is made, what it finds is held, and others read that it is not on their server', async () => {
    await withPage({ javaScriptEnabled }, async page => {
      const agent = await putAgentOn(page, found)
      const beside = await putAgentOn(page, other)
      expect(await post('/api/heartbeat', agent, agentBody(new Date(), [kit.fingerprint]))).toBe(200)
      expect(await post('/api/heartbeat', beside, agentBody(new Date()))).toBe(200)
      expect(await post('/api/alerts/generic', agent, { version: 1, alerts: [kit] })).toBe(200)
      const isHeld = and(eq(posts.cause, 'suspicious-file'), eq(posts.visibility, 'held'))
      const held = await until(
        async () => (await product.db.select().from(posts).where(isHeld))[0],
        'the finding is held',
      )
      await until(
        async () => (await product.mails()).some(mail => mail.text?.includes(kit.labels.sha256)),
        'staff have the evidence',
      )
      await visitDesk(product, page, '/desk/agents')
      await page.getByRole('heading', { name: 'Something is found on one server' }).waitFor()
      await visitDesk(product, page, `/desk/posts/${held.id}`)
      expect(await page.getByRole('region', { name: 'What was found' }).textContent()).toContain(
        kit.labels.path,
      )
      await page.getByRole('button', { name: 'Approve & publish' }).click()
      const ask = page.getByRole('button', { name: /^Yes/ })
      await ask.click()
      await until(async () => {
        const [row] = await product.db.select().from(posts).where(eq(posts.id, held.id))
        return row?.visibility === 'published'
      }, 'it is public')
      await visitDesk(product, page, `/desk/posts/${held.id}#examined`)
      await page.getByRole('button', { name: /^Publish it of/ }).click()
      await page.getByRole('button', { name: 'Yes, publish it' }).click()
      await page.getByText('Published on the pages of those servers.').waitFor()
      await page.goto(`${product.siteUrl}/is/${other}`)
      await page.getByText(`not found on ${other}. Our scanner has looked there since`).waitFor()
      await page.goto(`${product.siteUrl}/servers/${found}.example-host.net`)
      expect(await page.locator('main').textContent()).not.toContain('not found on')
      // The agent finds it no more: that alone is no all clear.
      expect(await post('/api/heartbeat', agent, agentBody(new Date()))).toBe(200)
      await page.reload()
      await page.getByRole('heading', { name: `${found} is being checked`, level: 1 }).waitFor()
    })
  })
})
