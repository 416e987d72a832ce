import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readBuiltSite } from '#lib/front/built-site.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'allclear-built-'))
  const manifest = {
    '/(site)/servers/[hostname]/page': 'app/servers.js',
    '/api/auth/[...all]/route': 'app/auth.js',
    '/desk/(staff)/posts/[id]/edit/page': 'app/edit.js',
    '/(site)/page': 'app/page.js',
  }
  const files = {
    '.next/server/app-paths-manifest.json': JSON.stringify(manifest),
    '.next/static/chunks/[slug]-1.js': '',
    'public/icon.svg': '',
    'public/pictures/rack.jpg': '',
  }
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
})
afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 }))

it('a built site knows its own routes and no other', () => {
  const { hasRoute } = readBuiltSite(folder)
  const routes = ['/', '/servers/web07', '/api/auth/a/b', '/desk/posts/x/edit']
  const others = ['/servers', '/servers/a/b', '/desk/posts', '/desk/posts/x/edit/y', '/api/auth', '//', '']
  expect(routes.filter(path => !hasRoute(path))).toEqual([])
  expect(others.filter(path => hasRoute(path))).toEqual([])
})

it('a built site knows its files by one address each, however it is written', () => {
  const { fileAt } = readBuiltSite(folder)
  expect(fileAt('/icon.svg')).toBe('/icon.svg')
  expect(fileAt('/%69con.svg')).toBe('/icon.svg')
  expect(fileAt('/pictures/rack.jpg')).toBe('/pictures/rack.jpg')
  expect(fileAt('/_next/static/chunks/[slug]-1.js')).toBe('/_next/static/chunks/%5Bslug%5D-1.js')
  expect(fileAt('/_next/static/chunks/%5Bslug%5D-1.js')).toBe('/_next/static/chunks/%5Bslug%5D-1.js')
  expect([fileAt('/_next/static/junk-1.js'), fileAt('/_next/image'), fileAt('/../package.json')]).toEqual([
    null,
    null,
    null,
  ])
})
