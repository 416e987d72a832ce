import { gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { Mirror } from '#lib/mirror/mirror.ts'
import { openBucket } from '#lib/mirror/targets/bucket.ts'
import { startBucket } from './bucket-server.ts'
import { playSite } from './played-site.ts'
import { settle } from './settle.ts'

let bucket: Awaited<ReturnType<typeof startBucket>>
let site: ReturnType<typeof playSite>
let mirror: Mirror

const open = () => {
  const place = { url: 's3://status/public', endpoint: bucket.endpoint, region: 'us-east-1' }
  return new Mirror(openBucket(place), site.source)
}

beforeEach(async () => {
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'key')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret')
  bucket = await startBucket()
  site = playSite()
  mirror = open()
})
afterEach(async () => {
  vi.unstubAllEnvs()
  await bucket.stop()
})

it('puts each address under its own name, pages zipped, with what readers are to make of it', async () => {
  await settle(mirror)
  const board = bucket.objects.get('public/index.html')
  expect(board).toMatchObject({
    type: 'text/html; charset=utf-8',
    encoding: 'gzip',
    cacheControl: 'no-cache',
  })
  expect(gunzipSync(board?.bytes ?? '').toString()).toContain('This is a copy of')
  expect(bucket.objects.get('public/servers/web01.example.net')?.type).toBe('text/html; charset=utf-8')
  expect(bucket.objects.get('public/api/v2/summary.json')?.bytes.toString()).toBe('{"is":"All is well"}')
  expect(bucket.objects.get('public/_next/static/a.css')?.cacheControl).toContain('immutable')
})

it('puts what pages lead to before the pages, the board last, and removes after that', async () => {
  await settle(mirror)
  const puts = bucket.log.map(line => line.replace('PUT public/', ''))
  expect(puts.slice(-5).toSorted()).toEqual(
    ['api/v2/status.json', 'api/v2/summary.json', 'copy.json', 'index.html', 'status.txt'].toSorted(),
  )
  bucket.log.length = 0
  site.paths.pop()
  site.state.banner = 'trouble'
  mirror.note(['/', '/posts/down', '/servers/web01.example.net'])
  await mirror.turn()
  const at = (line: string) => bucket.log.indexOf(line)
  expect(at('PUT public/servers/web01.example.net')).toBeLessThan(at('PUT public/index.html'))
  expect(at('PUT public/index.html')).toBeLessThan(at('DELETE public/posts/down'))
})

it('goes on from the objects that are there, and removes those that nobody has any more', async () => {
  await settle(mirror)
  site.paths.pop()
  mirror = open()
  await settle(mirror)
  expect(bucket.objects.has('public/posts/down')).toBe(false)
  expect(bucket.objects.has('public/servers/web01.example.net')).toBe(true)
})

it('leaves one page when the site is not for everybody', async () => {
  await settle(mirror)
  site.state.isPublic = false
  await mirror.turn()
  expect([...bucket.objects.keys()]).toEqual(['public/index.html'])
})

it('throws where the bucket refuses, and goes on when it takes files again', async () => {
  bucket.state.answers = 403
  await expect(settle(mirror)).rejects.toThrow()
  mirror.forget()
  bucket.state.answers = 0
  await settle(mirror)
  expect(bucket.objects.has('public/index.html')).toBe(true)
})
