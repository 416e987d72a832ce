import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Mirror } from '#lib/mirror/mirror.ts'
import { CopyDirectory } from '#lib/mirror/targets/directory.ts'
import { KeptSite } from '#lib/rules/settings/site-settings.ts'
import { holdSite } from '#lib/site.ts'
import { hasNginx, startNginx } from '#tests/front/nginx.ts'
import { playSite } from './played-site.ts'
import { settle } from './settle.ts'

describe.skipIf(!hasNginx)('nginx on a copy, as docs/mirror.md configures it', () => {
  let root: string
  let nginx: Awaited<ReturnType<typeof startNginx>>

  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'allclear-mirror-'))
    holdSite(KeptSite.parse({ otherLanguages: ['de'] }))
    await settle(new Mirror(new CopyDirectory(root), playSite().source))
    const [, published = ''] = /```nginx\n([\s\S]*?)```/.exec(readFileSync('docs/mirror.md', 'utf8')) ?? []
    const certificate = `ssl_certificate /etc/letsencrypt/live/status.example.com/fullchain.pem;
  ssl_certificate_key /etc/letsencrypt/live/status.example.com/privkey.pem;`
    const here = published
      .replace('/srv/status-copy', root)
      .replace('server_name status-copy.example.com;', `server_name _; ${certificate}`)
    nginx = await startNginx(0, here)
  }, 60_000)
  afterAll(async () => {
    holdSite(KeptSite.parse({}))
    await nginx?.stop()
    rmSync(root, { recursive: true, force: true })
  })

  const german = 'lang="en">English</a>'
  it.each([
    ['/', 'index.html'],
    ['/de', 'de.html'],
    ['/de/', 'de.html'],
    ['/servers/web01.example.net', 'servers/web01.example.net.html'],
    ['/de/servers/web01.example.net', 'de/servers/web01.example.net.html'],
    ['/de/history/2026-11', 'de/history/2026-11.html'],
    ['/de/status.txt', 'de/status.txt'],
    ['/de/nothing', 'de.html'],
    ['/fr', 'index.html'],
    ['/fr/nothing', 'index.html'],
    ['/nothing', 'index.html'],
  ])('%s is %s', async (path, file) => {
    const { status, body } = await nginx.ask(path)
    expect([status, body]).toEqual([200, readFileSync(join(root, 'current', file), 'utf8')])
    if (path === '/de') expect(body).toContain(german)
  })

  it('gives each its own type, and the packed form to who takes it', async () => {
    const page = await nginx.ask('/de', { headers: { 'accept-encoding': 'gzip' } })
    expect(page.headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-encoding': 'gzip',
      'cache-control': 'no-cache',
    })
    // A copy stands where the site's own policy is not.
    expect(page.headers['content-security-policy']).toBe(
      "script-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    )
    expect((await nginx.ask('/de/status.txt')).headers['content-type']).toBe('text/plain; charset=utf-8')
  })
})
