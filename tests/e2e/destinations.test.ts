import { afterEach, expect, it } from 'vitest'
import { readDestinations } from '#db/reads/destinations/destinations.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { subscribers } from '#db/schema/subscriber.ts'
import { signLink } from '#lib/links.ts'
import { type ChannelProvider, startChannelProvider } from '#tests/support/channel-provider.ts'
import { type Product, startProduct } from '#tests/support/product.ts'

const opened: { product: Product; provider: ChannelProvider }[] = []
afterEach(async () => {
  for (const { product, provider } of opened.splice(0)) {
    await product.stop()
    await provider.close()
  }
})

/** The built site, one confirmed subscriber, and a way to send his forms. */
async function started(environment: Record<string, string>) {
  const provider = await startChannelProvider()
  const product = await startProduct(environment)
  opened.push({ product, provider })
  const { db, siteUrl } = product
  await db.insert(subscribers).values({ id: 'ann', email: 'ann@example.net', state: 'confirmed' })
  const token = signLink(await readSecret(db), 'preferences', 'ann', null)
  return {
    provider,
    async only() {
      const [destination] = await readDestinations('ann', db)
      if (!destination) throw new Error('There is no destination.')
      return destination
    },
    async post(form: string, fields: Record<string, string>) {
      const response = await fetch(`${siteUrl}/api/destinations/${form}`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: siteUrl },
        body: new URLSearchParams({ token, ...fields }),
      })
      return response.headers.get('location')?.match(/\?way=([\w-]+)#/)?.[1]
    },
  }
}

it('lets nobody reach the machine that it runs on', async () => {
  const { provider, post, only } = await started({})
  const address = `https://localhost:${provider.port}/hook`
  expect(await post('add', { channel: 'webhook', address })).toBe('failed')
  expect((await only()).error).toBe('The webhook: localhost does not lead to the public Internet.')
  expect(provider.posts).toEqual([])
  expect(await post('add', { channel: 'webhook', address: provider.url })).toBe('wrong-address')
})

it('proves a webhook by the code that it is sent, signed', async () => {
  const { provider, post, only } = await started({ WEBHOOK_ALLOW_PRIVATE: '1' })
  expect(await post('add', { channel: 'webhook', address: `${provider.url}/hook` })).toBe('code-sent')
  const [taken] = provider.posts
  expect(taken?.headers['webhook-signature']).toMatch(/^v1,/)
  const code = taken?.body.toString().match(/code is (\d{6})/)?.[1] ?? ''
  expect(await post('verify', { destination: (await only()).id, code })).toBe('active')
  expect((await only()).state).toBe('active')
})
