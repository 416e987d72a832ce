import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readDestinations } from '#db/reads/destinations/destinations.ts'
import { readSecret } from '#db/reads/settings/settings.ts'
import { subscribers } from '#db/schema/subscriber.ts'
import { signLink } from '#lib/links.ts'
import { type ChannelProvider, startChannelProvider } from '#tests/support/channel-provider.ts'
import { unusualSite } from '#tests/support/product/unusual-site.ts'
import { useProduct } from '#tests/support/product/use-product.ts'
import type { ProductVisit } from '#tests/support/product.ts'

let provider: ChannelProvider

beforeEach(async () => {
  provider = await startChannelProvider()
})

afterEach(() => provider.close())

/** One confirmed subscriber, and a way to send their forms. */
async function subscribed({ db, siteUrl }: ProductVisit) {
  await db.insert(subscribers).values({ id: 'ann', email: 'ann@example.net', state: 'confirmed' })
  const token = signLink(await readSecret(db), 'preferences', 'ann', null)
  return {
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

describe('a webhook', () => {
  const product = useProduct()

  it('lets nobody reach the machine that it runs on', async () => {
    const { post, only } = await subscribed(product)
    const address = `https://localhost:${provider.port}/hook`
    expect(await post('add', { channel: 'webhook', address })).toBe('failed')
    expect((await only()).error).toBe('The webhook: localhost does not lead to the public Internet.')
    expect(provider.posts).toEqual([])
    expect(await post('add', { channel: 'webhook', address: provider.url })).toBe('wrong-address')
  })
})

describe('a webhook, where private addresses are allowed', () => {
  const product = useProduct(unusualSite)

  it('is proved by the code that it is sent, signed', async () => {
    const { post, only } = await subscribed(product)
    expect(await post('add', { channel: 'webhook', address: `${provider.url}/hook` })).toBe('code-sent')
    const [taken] = provider.posts
    expect(taken?.headers['webhook-signature']).toMatch(/^v1,/)
    const code = taken?.body.toString().match(/code is (\d{6})/)?.[1] ?? ''
    expect(await post('verify', { destination: (await only()).id, code })).toBe('active')
    expect((await only()).state).toBe('active')
  })
})
