import { lstat, mkdir, readlink, rename, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { type CopiedFile, fileName } from '#lib/mirror/copied-file.ts'
import type { CopyChange, CopyTarget } from '#lib/mirror/target.ts'
import { inTurns } from './in-turns.ts'
import { Side } from './side.ts'

const sideNames = ['copy-a', 'copy-b'] as const
export type SideName = (typeof sideNames)[number]

/**
 * A copy in two sides, of which the link "current" names the one that readers see. A turn changes the other one and then the
 * link, in one step; files that did not change are the same file on both sides. So a turn costs what has changed, however
 * much there is.
 */
export class CopyDirectory implements CopyTarget {
  readonly name: string
  readonly lock: string
  private readonly sides: Record<SideName, Side>
  private live: SideName | null = null
  private isPrepared = false
  /** By which files the side that is not shown is behind the other; null: nobody knows. */
  private behind: Set<string> | null = null
  private staged = new Set<string>()
  /** By which files the side that is shown differs from what it was when it was shown last; null: nobody knows. */
  touched: ReadonlySet<string> | null = null

  /** machine: on which it lies; the same name on another one is another directory. */
  constructor(root: string, machine = '') {
    this.name = root
    this.lock = `directory ${machine} ${root}`
    this.sides = { 'copy-a': new Side(join(root, 'copy-a')), 'copy-b': new Side(join(root, 'copy-b')) }
  }

  get shown(): SideName | null {
    return this.live
  }

  async begin(): Promise<string[] | null> {
    await mkdir(this.name, { recursive: true })
    this.live = await readLive(this.name)
    this.behind = null
    this.staged = new Set()
    this.isPrepared = false
    return this.live && addressesOf(await this.sides[this.live].names())
  }

  async stage({ put, remove }: CopyChange): Promise<void> {
    await this.prepare()
    await inTurns(put, file => this.putAll(file))
    await inTurns(remove, address => this.removeAll(address))
  }

  async publish(): Promise<void> {
    await this.prepare()
    const fresh = join(this.name, '.current')
    await rm(fresh, { force: true })
    await symlink(this.spare, fresh)
    await rename(fresh, join(this.name, 'current'))
    this.touched = this.behind && new Set([...this.behind, ...this.staged])
    this.behind = this.live && this.staged
    this.live = this.spare
    this.staged = new Set()
    this.isPrepared = false
  }

  private get spare(): SideName {
    return this.live === 'copy-a' ? 'copy-b' : 'copy-a'
  }

  /** Brings the side that is not shown to where the other is. */
  private async prepare(): Promise<void> {
    if (this.isPrepared) return
    const side = this.sides[this.spare]
    if (!this.live || !this.behind) await side.clear()
    if (this.live) {
      const other = this.sides[this.live]
      await inTurns(this.behind ?? (await other.names()), name => side.linkFrom(other, name))
    }
    this.isPrepared = true
  }

  private async putAll(file: CopiedFile): Promise<void> {
    const name = fileName(file)
    await this.put(name, file.body)
    await this.put(`${name}.gz`, file.gzip)
    await this.put(`${name}.br`, file.br)
  }

  private async removeAll(address: string): Promise<void> {
    for (const contentType of ['text/html', ''])
      for (const ending of ['', '.gz', '.br'])
        await this.put(fileName({ address, contentType }) + ending, null)
  }

  private async put(name: string, bytes: Buffer | null): Promise<void> {
    this.staged.add(name)
    await this.sides[this.spare].put(name, bytes)
  }
}

/** Which side readers see; null: none. Throws where something else lies there, which is not ours to replace. */
async function readLive(root: string): Promise<SideName | null> {
  const place = join(root, 'current')
  const found = await lstat(place).catch(() => null)
  if (!found) return null
  const to = found.isSymbolicLink() ? await readlink(place) : ''
  const side = sideNames.find(each => each === to)
  if (!side) throw new Error(`${place} is none of ours: give the mirror a directory of its own.`)
  return (await lstat(join(root, side)).catch(() => null)) ? side : null
}

function addressesOf(names: readonly string[]): string[] {
  const plain = names.filter(name => !/\.(gz|br|new)$/.test(name))
  return plain.map(name => (name === 'index.html' ? '/' : `/${name.replace(/\.html$/, '')}`))
}
