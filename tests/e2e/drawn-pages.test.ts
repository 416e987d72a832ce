import { readdirSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, it } from 'vitest'
import { stripScripts } from '#lib/front/rendering/strip-scripts.ts'
import { useProduct } from '#tests/support/product/use-product.ts'
import { until } from '#tests/support/until.ts'

const product = useProduct()
const trouble = '/servers/web21.example-host.net'

beforeAll(async () => {
  const facts = {
    fingerprint: 'ping',
    state: 'firing',
    kind: 'outage',
    severity: 'critical',
    summary: 'no answer',
  }
  await product.alert({ ...facts, server: 'web21.example-host.net' })
  await until(async () => /is down|unreachable/i.test(await asRead(trouble)), 'the page tells of it')
})

/**
 * The pages that an alert changes are drawn without the framework, of the same files. Here each is asked of both: what the
 * framework would say of a title, a feed, a picture or a style sheet must not be missing.
 */
it('a page that we draw is the page that the framework makes', async () => {
  const framework = await frameworkOf(product.siteUrl)
  const history = await asRead('/history')
  const posts = [
    ...new Set([...history.matchAll(/href="(\/posts\/[a-z0-9-]+)"/g)].flatMap(([, path]) => path ?? [])),
  ]
  const paths = ['/', trouble, '/servers/web07.example-host.net', '/history', ...posts]
  expect(posts.length).toBeGreaterThan(2)
  for (const path of paths) {
    const drawn = plain(await asRead(path))
    expect(drawn).toBe(plain(stripScripts(await framework(path))))
  }
})

async function asRead(path: string): Promise<string> {
  return (await fetch(product.siteUrl + path)).text()
}

/** Without the moments, which are those of each making, and an empty element of the framework's. */
function plain(html: string): string {
  return html
    .replace('<div hidden=""></div>', '')
    .replace(/<time [^>]*>[^<]*<\/time>/g, '<time>')
    .replace(/\d+ (minutes?|seconds?)/g, 'a while')
}

/** How the framework is asked itself, by the private socket of the product at this address. */
async function frameworkOf(siteUrl: string): Promise<(path: string) => Promise<string>> {
  const { host, protocol } = new URL(siteUrl)
  const headers = {
    host,
    'x-forwarded-proto': protocol.slice(0, -1),
    'x-forwarded-host': host,
    accept: 'text/html',
  }
  const ask = (socketPath: string, path: string) =>
    new Promise<string>((resolve, reject) => {
      const asked = request({ socketPath, path, headers }, async response => {
        const chunks: Buffer[] = []
        for await (const chunk of response) chunks.push(chunk)
        resolve(Buffer.concat(chunks).toString('utf8'))
      })
      asked.once('error', reject)
      asked.end()
    })
  const sockets = readdirSync(tmpdir()).filter(name => name.startsWith('allclear-next-'))
  for (const name of sockets) {
    const socketPath = join(tmpdir(), name, 'next')
    const board = await ask(socketPath, '/').catch(() => '')
    if (board.includes(`"${siteUrl}/`)) return path => ask(socketPath, path)
  }
  throw new Error('The framework of the product is not found.')
}
