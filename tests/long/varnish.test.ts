import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startProxiedSite } from '#tests/front/caching/proxied-site.ts'
import { testThroughProxy } from '#tests/front/caching/through-proxy.ts'
import { until } from '#tests/support/until.ts'
import { hasVarnish, startVarnish } from './varnish.ts'

if (!hasVarnish) console.log('Varnish is not installed: nothing is said of docs/deploy/varnish.vcl.')

describe.skipIf(!hasVarnish)('behind Varnish, as docs/deploy configures it', () => {
  let site: Awaited<ReturnType<typeof startProxiedSite>>
  let proxy: Awaited<ReturnType<typeof startVarnish>>

  beforeAll(async () => {
    site = await startProxiedSite()
    proxy = await startVarnish(site.front.port)
  })
  afterAll(async () => {
    await proxy?.stop()
  })

  it('what somebody near says is forgotten is asked for anew, and only by a key', async () => {
    await proxy.ask('/')
    const ban = (xkey: string) => proxy.ask('/', { method: 'BAN', headers: { xkey } })
    expect((await ban('board')).status).toBe(200)
    expect((await ban('board || obj.status == 200')).status).toBe(400)
    await until(async () => (await proxy.ask('/')).status === 200, 'it is there again')
  })

  testThroughProxy(() => ({ site, proxy }))
})
