import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { readdir, readlink, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { Mirror } from '#lib/mirror/mirror.ts'
import { CopyDirectory } from '#lib/mirror/targets/directory.ts'
import { playSite } from './played-site.ts'
import { settle } from './settle.ts'

let root: string
let site: ReturnType<typeof playSite>
let mirror: Mirror
let nowMs: number

const open = () => new Mirror(new CopyDirectory(root), site.source, () => new Date(nowMs))
const read = (name: string) => readFileSync(join(root, 'current', name))
const names = async () => (await readdir(join(root, 'current'), { recursive: true })).toSorted()

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'allclear-mirror-'))
  nowMs = Date.parse('2026-11-30T10:03:00Z')
  site = playSite()
  mirror = open()
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

it('shows nothing of a first copy before all of it is there, and then all of it', async () => {
  await mirror.turn()
  await expect(readlink(join(root, 'current'))).rejects.toThrow('ENOENT')
  await settle(mirror)
  expect(await names()).toEqual(
    expect.arrayContaining([
      '_next/static/a.css',
      'brand/ab.png',
      'copy.json',
      'history.html',
      'history/2026-11.html',
      'index.html',
      'index.html.br',
      'index.html.gz',
      'posts/down.html',
      'servers/web01.example.net.html',
      'status.txt',
    ]),
  )
  expect(gunzipSync(read('index.html.gz'))).toEqual(read('index.html'))
  expect(brotliDecompressSync(read('index.html.br'))).toEqual(read('index.html'))
})

it('says when it was frozen, and leads to the site for what it has not', async () => {
  await settle(mirror)
  const html = read('index.html').toString()
  expect(html).toContain('This is a copy of <time datetime="2026-11-30T10:03:00.000Z"')
  expect(html).toContain('10:03 UTC, 30 November')
  expect(html).toContain('<a href="/servers/web01.example.net">')
  expect(html).toContain('<a href="http://localhost:3000/subscribe?server=1">')
  expect(html).toContain('<a href="http://localhost:3000/desk">')
  expect(html).toContain('<form action="http://localhost:3000/find">')
  expect(html).not.toContain('method="post"')
  expect(html).toContain('This can be done at')
  expect(html).toContain('noindex')
  expect(read('status.txt').toString()).toContain(
    'For the present state see http://localhost:3000/status.txt',
  )
})

it('changes what has changed in one step, and keeps the other files as they are', async () => {
  await settle(mirror)
  const before = await stat(join(root, 'current/_next/static/a.css'))
  const board = read('index.html')
  const side = await readlink(join(root, 'current'))
  site.state.banner = 'web01 is down'
  mirror.note(['/', '/servers/web01.example.net'])
  expect((await mirror.turn()).isPublished).toBe(true)
  expect(read('index.html').toString()).toContain('web01 is down')
  expect(read('servers/web01.example.net.html').toString()).toContain('web01 is down')
  expect(await readlink(join(root, 'current'))).not.toBe(side)
  expect((await stat(join(root, 'current/_next/static/a.css'))).ino).toBe(before.ino)
  // Who read the copy of before still reads it.
  expect(readFileSync(join(root, side, 'index.html'))).toEqual(board)
})

it('has the same files on both sides after any changes', async () => {
  await settle(mirror)
  for (const banner of ['one', 'two', 'three']) {
    site.state.banner = banner
    mirror.note(['/', banner === 'two' ? '/posts/down' : '/servers/web02.example.net'])
    await mirror.turn()
    if (banner === 'two') site.paths.pop()
  }
  mirror.note(['/posts/down'])
  await mirror.turn()
  expect(await names()).not.toContain('posts/down.html')
  mirror.note(['*'])
  await settle(mirror)
  mirror.note(['/'])
  await settle(mirror)
  const [a, b] = await Promise.all(
    ['copy-a', 'copy-b'].map(async side => (await readdir(join(root, side), { recursive: true })).toSorted()),
  )
  expect(a).toEqual(b)
})

it('goes on from the copy of before, shows it meanwhile, and takes away what is gone', async () => {
  await settle(mirror)
  site.paths.pop()
  site.state.banner = 'another time'
  mirror = open()
  mirror.note(['/'])
  expect((await mirror.turn()).isPublished).toBe(true)
  expect(read('index.html').toString()).toContain('another time')
  expect(read('posts/down.html').toString()).toContain('All is well')
  await settle(mirror)
  expect(await names()).not.toContain('posts/down.html')
  expect(await names()).toContain('copy.json')
})

it('is taken away on both sides as soon as the site is not for everybody, and comes back whole', async () => {
  await settle(mirror)
  site.state.isPublic = false
  mirror.note(['*'])
  await mirror.turn()
  for (const side of ['copy-a', 'copy-b']) {
    const left = await readdir(join(root, side), { recursive: true, withFileTypes: true })
    expect(left.filter(entry => entry.isFile()).map(({ name }) => name)).toEqual(['index.html'])
  }
  expect(read('index.html').toString()).toContain('not for everybody')
  // Nor does a process know more that begins now.
  mirror = open()
  await mirror.turn()
  site.state.isPublic = true
  mirror.note(['*'])
  await mirror.turn()
  expect(read('index.html').toString()).toContain('not for everybody')
  await settle(mirror)
  expect(read('index.html').toString()).toContain('All is well')
})

it('keeps a page that cannot be made as it was, and makes it later', async () => {
  await settle(mirror)
  site.state.fails.add('/servers/web01.example.net')
  site.state.banner = 'trouble'
  mirror.note(['/', '/servers/web01.example.net'])
  await mirror.turn()
  expect(read('index.html').toString()).toContain('trouble')
  expect(read('servers/web01.example.net.html').toString()).toContain('All is well')
  site.state.fails.clear()
  nowMs += 11_000
  await settle(mirror)
  expect(read('servers/web01.example.net.html').toString()).toContain('trouble')
})

it('makes no first copy of a site that cannot be rendered', async () => {
  site.source.render = async () => {
    throw new Error('the database is away')
  }
  await settle(mirror)
  await expect(readlink(join(root, 'current'))).rejects.toThrow('ENOENT')
})

it('shows each minute that it is kept up to date', async () => {
  await settle(mirror)
  const rendered = site.state.rendered.length
  nowMs += 61_000
  expect(await settle(mirror)).toBe(1)
  expect(read('index.html').toString()).toContain('10:04 UTC')
  expect(JSON.parse(read('copy.json').toString()).writtenAt).toBe('2026-11-30T10:04:01.000Z')
  expect(site.state.rendered.length - rendered).toBeLessThan(6)
})

it('replaces nothing that it has not made', async () => {
  writeFileSync(join(root, 'current'), 'a file of the operator')
  await expect(mirror.turn()).rejects.toThrow('give the mirror a directory of its own')
  expect(readFileSync(join(root, 'current'), 'utf8')).toBe('a file of the operator')
})
