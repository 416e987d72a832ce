import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readMoved, writeMoved } from '#lib/moving/files.ts'

const secret = randomBytes(32)
const text = 'a line that comes again and again\n'.repeat(40_000)
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'allclear-moved-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function* pieces(): AsyncGenerator<Buffer> {
  for (let i = 0; i < text.length; i += 100_000) yield Buffer.from(text.slice(i, i + 100_000))
}

async function readAll(path: string, by: Buffer | null): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of await readMoved(path, by)) parts.push(part)
  return Buffer.concat(parts).toString()
}

describe('a file that moves', () => {
  const ways = ['a.jsonl', 'a.jsonl.gz', 'a.jsonl.zst'].flatMap(name => [
    { name, by: null },
    { name, by: secret },
  ])

  it.each(ways)(
    '$name, sealed or not, is read by what it is, whatever it is called',
    async ({ name, by }) => {
      const path = join(folder, name)
      await writeMoved(path, pieces(), by)
      expect(await readAll(path, by)).toBe(text)
      expect((await stat(path)).mode & 0o777).toBe(0o600)
      const other = join(folder, 'renamed')
      await writeFile(other, await readFile(path))
      expect(await readAll(other, by)).toBe(text)
    },
  )

  it.each(ways.filter(({ name, by }) => by || name !== 'a.jsonl'))(
    '$name is refused when it is cut off',
    async ({ name, by }) => {
      const path = join(folder, name)
      await writeMoved(path, pieces(), by)
      await truncate(path, (await stat(path)).size - 20)
      await expect(readAll(path, by)).rejects.toThrow(/cut off/)
    },
  )

  it('is there whole or not at all', async () => {
    async function* breaking() {
      yield Buffer.from('half')
      throw new Error('the database broke off')
    }
    await expect(writeMoved(join(folder, 'a.zst'), breaking(), null)).rejects.toThrow('broke off')
    expect(await readdir(folder)).toEqual([])
  })

  it('replaces no other, and wants its key, and only where it has one', async () => {
    const path = join(folder, 'a.gz')
    await writeMoved(path, pieces(), secret)
    await expect(writeMoved(path, pieces(), null)).rejects.toThrow('is there already')
    await expect(readAll(path, null)).rejects.toThrow('is sealed: give the file with its key')
    await writeMoved(join(folder, 'b.gz'), pieces(), null)
    await expect(readAll(join(folder, 'b.gz'), secret)).rejects.toThrow('is not sealed')
    await expect(readAll(join(folder, 'c'), null)).rejects.toThrow('cannot be read (ENOENT)')
    await expect(readAll(folder, null)).rejects.toThrow('cannot be read (EISDIR)')
  })
})
