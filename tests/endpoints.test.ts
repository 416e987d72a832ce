import { globSync } from 'node:fs'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { afterEach, describe, expect, it } from 'vitest'
import { POST as postComment } from '#app/api/comments/route.ts'
import { createPool } from '#db/client.ts'
import { env } from '#lib/env.ts'
import { readKeptForm } from '#lib/processes/kept-forms.ts'
import { setShared } from '#lib/shared.ts'
import { expectErrorLine } from './support/console.ts'

type Endpoint = (request: Request, context: { params: Promise<object> }) => Promise<Response>

const mac = 'A'.repeat(43)
const token = `k3j4h5g6f7d8.zzzzzz.${mac}`
const fields = {
  token,
  email: 'dana@example.net',
  target: 'all',
  post: 'k3j4h5g6f7d8',
  name: 'Dana',
  body: 'What about web07 today?',
  server: 'k3j4h5g6f7d8',
}

const routes = globSync('app/api/**/route.ts')
const endpoints = await Promise.all(
  routes.map(
    async path =>
      [
        path,
        (await import(/* @vite-ignore */ join(process.cwd(), path))) as Record<string, Endpoint>,
      ] as const,
  ),
)
const posts = endpoints.flatMap(([path, exported]) =>
  (['POST', 'PUT'] as const).flatMap(method => {
    const endpoint = exported[method]
    return endpoint ? [[method, path, endpoint] as const] : []
  }),
)

function ask(method: string, path: string, endpoint: Endpoint): Promise<Response> {
  const below = path.replace('app/', '').replace('/route.ts', '')
  // Of the API, which is one endpoint for all its operations, one that takes each of these methods.
  const url = `http://localhost/${below.replace('v1/[...path]', 'v1/customers')}`
  const headers = {
    origin: env.SITE_URL,
    host: new URL(env.SITE_URL).host,
    authorization: `Bearer ac_${'x'.repeat(32)}`,
    'content-type': 'application/x-www-form-urlencoded',
  }
  const request = new Request(url, { method, headers, body: new URLSearchParams(fields).toString() })
  return endpoint(request, { params: Promise.resolve({ token, source: 'generic', rest: [], all: ['x'] }) })
}

/** What no request of these needs the database for: it is refused before, or concerns the reader's browser alone. */
const unasked = [/telegram/, /mail-events/, /yours/, /leaked/]
const isUnasked = (path: string) => unasked.some(pattern => pattern.test(path))

const fail = () => Promise.reject(new TypeError('undefined is not a function'))

let pool: Pool | undefined

function use(given: Pool): void {
  pool = given
  setShared({ connectionString: '', pool: given, pages: { refresh: async () => {} } })
}

afterEach(() => pool?.end?.())

describe('while the database is away', () => {
  it.each(posts)('%s %s says so, or refuses for another reason', async (method, path, endpoint) => {
    use(createPool('postgresql://127.0.0.1:1/nowhere'))
    if (!isUnasked(path)) expectErrorLine(/"level":"warn".*ECONNREFUSED/)
    const answer = await ask(method, path, endpoint)
    if (isUnasked(path)) return expect(answer.status).toBeLessThan(500)
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5'])
    expect(await answer.text()).toContain('the database')
  })
})

describe('a fault of ours', () => {
  it.each(posts)('is told as such by %s %s, with its stack in the log', async (method, path, endpoint) => {
    use({ query: fail, connect: fail } as unknown as Pool)
    if (!isUnasked(path))
      expectErrorLine(/"level":"error".*undefined is not a function.*a fault of the site itself/)
    const answer = await ask(method, path, endpoint)
    if (isUnasked(path)) return expect(answer.status).toBeLessThan(500)
    expect(answer.status).toBe(500)
    expect(await answer.text()).toContain('this site itself has a fault')
  })
})

it('gives a browser without scripts its form back to send again, where the database is away', async () => {
  use(createPool('postgresql://127.0.0.1:1/nowhere'))
  expectErrorLine(/"level":"warn".*ECONNREFUSED/)
  const body = new URLSearchParams({ ...fields, plain: 'yes' }).toString()
  const headers = {
    origin: env.SITE_URL,
    host: new URL(env.SITE_URL).host,
    'content-type': 'application/x-www-form-urlencoded',
    'content-length': String(body.length),
  }
  const answer = await postComment(
    new Request('http://localhost/api/comments', { method: 'POST', headers, body }),
  )
  const [, id = ''] = answer.headers.get('location')?.split('/kept/') ?? []
  const kept = readKeptForm(id, new Date())
  expect(kept).toMatchObject({ kind: 'again', path: '/api/comments', problems: ['away'] })
  expect(kept?.form.get('body')).toBe(fields.body)
})
