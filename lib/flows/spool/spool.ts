import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type Gathered, gather } from '#lib/limits/gather.ts'
import { hasNoRoom, syncFolder, unlessGone, writeThrough } from './on-disk.ts'

/** A request of an authenticated source that waits for the database. id: of ours, by which twice is known to be once. */
const SpooledRequest = z.object({
  id: z.string(),
  sourceId: z.string(),
  format: z.string(),
  body: z.unknown(),
  messageId: z.string().nullable(),
  receivedAt: z.coerce.date(),
  /** It ends something without naming a server. */
  isOfOpen: z.boolean(),
})
export type SpooledRequest = z.infer<typeof SpooledRequest>

export type SpoolLimits = {
  bytes: number
  /** A source that runs wild must not take the others' room. */
  bytesOfSource: number
}

/** An alert has about 1 KB: minutes of the greatest storm, and days of an ordinary outage. */
const ownLimits: SpoolLimits = { bytes: 256 * 1024 * 1024, bytesOfSource: 64 * 1024 * 1024 }
/** What a request counts at the least, since it may have a file of its own. */
const blockBytes = 4_096
/** Requests that share a file, and so the wait for the disk. */
const mostTogether = 200
/** They are held in memory as a whole when they are read. */
const mostFileBytes = 8 * 1024 * 1024
/** What is being written and was not finished by then belongs to a process that was killed, and nobody was told that it is kept. */
const unfinishedMs = 60_000

/** A request as it is written down. bytes: what it takes of the room, which is a block at the least. */
type Line = { sourceId: string; text: string; bytes: number }

const whole = /^\d{15}-.*\.jsonl$/

/**
 * Alerts on the local disk, while the database is away: in files by the order in which they came, each there whole or not at
 * all, and on the disk when keep() returns. Several processes may share a folder.
 */
export class Spool {
  private readonly folder: string
  private readonly limits: SpoolLimits
  private readonly write: Gathered<Line, boolean>
  /** What each file holds of each source, in bytes; '' where that is not known. What is under way has no name yet. */
  private readonly held = new Map<string, readonly Line[]>()
  private readonly bytesOf = new Map<string, number>()
  private bytes = 0
  private files = 0
  private underWay = 0
  private count = 0

  /** Throws where the folder cannot be made. */
  constructor(folder: string, limits: SpoolLimits = ownLimits) {
    this.folder = folder
    this.limits = limits
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    for (const name of readdirSync(folder)) this.meet(name)
    this.write = gather((lines: readonly Line[]) => this.writeAll(lines), {
      most: mostTogether,
      isOwnFault: () => false,
    })
  }

  /** Whether something waits: what comes then has to wait behind it. */
  isWaiting(): boolean {
    return this.files + this.underWay > 0
  }

  /** Keeps a request. full: there is no room for it, here or on the disk. */
  async keep(request: SpooledRequest): Promise<'kept' | 'full'> {
    const text = `${JSON.stringify(request)}\n`
    const line = { sourceId: request.sourceId, text, bytes: Math.max(blockBytes, Buffer.byteLength(text)) }
    const own = this.bytesOf.get(line.sourceId) ?? 0
    if (this.bytes + line.bytes > this.limits.bytes || own + line.bytes > this.limits.bytesOfSource)
      return 'full'
    this.add([line], 1)
    this.underWay += 1
    let isKept = false
    try {
      isKept = await this.write(line)
    } finally {
      this.underWay -= 1
      if (!isKept) this.add([line], -1)
    }
    return isKept ? 'kept' : 'full'
  }

  /** The names of all files, the oldest first; what other processes have written here counts from now on. */
  async list(): Promise<string[]> {
    const names = (await readdir(this.folder)).filter(name => whole.test(name)).sort()
    this.files = names.length
    return names
  }

  /** What a file keeps; null: another process has done with it. Throws when it is not what we have written. */
  async read(name: string): Promise<SpooledRequest[] | null> {
    const text = await readFile(join(this.folder, name), 'utf8').catch(unlessGone)
    return text?.split('\n').flatMap(line => (line ? [SpooledRequest.parse(JSON.parse(line))] : [])) ?? null
  }

  /** All of a file is in the database. */
  async drop(name: string): Promise<void> {
    await rm(join(this.folder, name), { force: true })
    this.forget(name)
  }

  /** Puts a file aside that cannot be read, for a person to look at. Returns where it is. */
  async putAside(name: string): Promise<string> {
    const aside = join(this.folder, `unread-${name}`)
    await rename(join(this.folder, name), aside).catch(unlessGone)
    this.forget(name)
    return aside
  }

  private forget(name: string): void {
    this.files = Math.max(0, this.files - 1)
    this.add(this.held.get(name) ?? [], -1)
    this.held.delete(name)
  }

  private add(lines: readonly Line[], sign: 1 | -1): void {
    for (const { sourceId, bytes } of lines) {
      this.bytes += sign * bytes
      this.bytesOf.set(sourceId, (this.bytesOf.get(sourceId) ?? 0) + sign * bytes)
    }
  }

  private meet(name: string): void {
    const path = join(this.folder, name)
    const found = statSync(path, { throwIfNoEntry: false })
    if (!found) return
    if (whole.test(name)) {
      this.files += 1
      const lines = [{ sourceId: '', text: '', bytes: Math.max(found.size, blockBytes) }]
      this.held.set(name, lines)
      this.add(lines, 1)
    } else if (name.endsWith('.part') && Date.now() - found.mtimeMs > unfinishedMs)
      rmSync(path, { force: true })
  }

  private async writeAll(lines: readonly Line[]): Promise<boolean[]> {
    const areKept: boolean[] = []
    for (const part of partsOf(lines)) {
      const isKept = await this.writeFile(part)
      areKept.push(...part.map(() => isKept))
    }
    return areKept
  }

  private async writeFile(lines: readonly Line[]): Promise<boolean> {
    this.count += 1
    const place = `${String(Date.now()).padStart(15, '0')}-${String(this.count).padStart(9, '0')}-${randomUUID()}`
    const part = join(this.folder, `${place}.part`)
    const text = lines.map(line => line.text).join('')
    try {
      await writeThrough(part, text)
      await rename(part, join(this.folder, `${place}.jsonl`))
      await syncFolder(this.folder)
    } catch (error) {
      await rm(part, { force: true }).catch(() => {})
      if (hasNoRoom(error)) return false
      throw error
    }
    this.files += 1
    // Its text is on the disk now.
    this.held.set(
      `${place}.jsonl`,
      lines.map(({ sourceId, bytes }) => ({ sourceId, bytes, text: '' })),
    )
    return true
  }
}

/** As many lines as one file may have, in their order. */
function partsOf(lines: readonly Line[]): Line[][] {
  const parts: Line[][] = []
  let room = 0
  for (const line of lines) {
    if (line.bytes > room) {
      parts.push([])
      room = mostFileBytes
    }
    parts.at(-1)?.push(line)
    room -= line.bytes
  }
  return parts
}
