import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { readdir, readlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { Mirror } from '#lib/mirror/mirror.ts'
import { openRsync } from '#lib/mirror/targets/rsync.ts'
import { playSite } from './played-site.ts'
import { settle } from './settle.ts'

const isThere = spawnSync('rsync', ['--version']).status === 0

let root: string
let site: ReturnType<typeof playSite>

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'allclear-mirror-'))
  site = playSite()
})
afterEach(() => rmSync(root, { recursive: true, force: true }))

const filesBelow = async (folder: string) =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name).slice(folder.length))
    .toSorted()

describe.skipIf(!isThere)('with the program rsync, which this machine has to have', () => {
  it('carries the side that readers do not see, and then the link', async () => {
    const there = join(root, 'there')
    const mirror = new Mirror(openRsync(there, join(root, 'here')), site.source)
    await settle(mirror)
    expect(readFileSync(join(there, 'current/index.html'), 'utf8')).toContain('All is well')
    for (const banner of ['one', 'two', 'three']) {
      site.state.banner = banner
      mirror.note(['/', '/servers/web01.example.net'])
      if (banner === 'two') site.paths.pop()
      if (banner === 'two') mirror.note(['/posts/down'])
      await mirror.turn()
      expect(readFileSync(join(there, 'current/index.html'), 'utf8')).toContain(banner)
      expect(await readlink(join(there, 'current'))).toBe(await readlink(join(root, 'here/current')))
      expect(await filesBelow(join(there, 'current/'))).toEqual(await filesBelow(join(root, 'here/current/')))
    }
  })

  it('throws what the program said where it cannot carry it', async () => {
    const mirror = new Mirror(openRsync('/proc/nowhere', join(root, 'here')), site.source)
    await expect(settle(mirror)).rejects.toThrow(/rsync|mkdir|permitted|No such/i)
  })
})

it('throws where there is no such program', async () => {
  const mirror = new Mirror(openRsync(root, join(root, 'here'), 'no-such-program'), site.source)
  await expect(settle(mirror)).rejects.toThrow('no-such-program')
})
