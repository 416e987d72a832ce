import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe } from 'vitest'
import { hasNginx, startNginx } from '#tests/front/nginx.ts'
import { startProxiedSite } from './proxied-site.ts'
import { testThroughProxy } from './through-proxy.ts'

describe.skipIf(!hasNginx)('behind nginx that keeps pages, as docs/deploy configures it', () => {
  let site: Awaited<ReturnType<typeof startProxiedSite>>
  let proxy: Awaited<ReturnType<typeof startNginx>>

  beforeAll(async () => {
    site = await startProxiedSite()
    proxy = await startNginx(site.front.port, await readFile('docs/deploy/nginx.conf', 'utf8'))
  }, 60_000)
  afterAll(async () => {
    await proxy?.stop()
  })

  testThroughProxy(() => ({ site, proxy }))
})
