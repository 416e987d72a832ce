import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { type Gathered, gather } from '#lib/turns/gather.ts'

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
/** What a file takes at the least, however small it is. */
const blockBytes = 4_096
/** Requests that share a file, and so the wait for the disk. */
const mostTogether = 200
/** What is being written and was not finished by then belongs to a process that was killed, and nobody was told that it is kept. */
const unfinishedMs = 60_000

const whole = /^\d{15}-.*\.jsonl$/

/**
 * Alerts on the local disk, while the database is away: in files by the order in which they came, each there whole or not at
 * all, and on the disk when keep() returns. Several processes may share a folder.
 */
export class Spool {
  private readonly folder: string
  private readonly limits: SpoolLimits
  private readonly write: Gathered<string, boolean>
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
    this.write = gather((lines: readonly string[]) => this.writeFile(lines), {
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
    const line = `${JSON.stringify(request)}\n`
    const size = Buffer.byteLength(line)
    const own = this.bytesOf.get(request.sourceId) ?? 0
    if (this.bytes + size > this.limits.bytes || own + size > this.limits.bytesOfSource) return 'full'
    this.bytesOf.set(request.sourceId, own + size)
    this.underWay += 1
    try {
      return (await this.write(line)) ? 'kept' : 'full'
    } finally {
      this.underWay -= 1
    }
  }

  /** The names of all files, the oldest first; what other processes have written here counts from now on. */
  async list(): Promise<string[]> {
    const names = (await readdir(this.folder)).filter(name => whole.test(name)).sort()
    this.files = names.length
    if (names.length === 0 && this.underWay === 0) {
      this.bytes = 0
      this.bytesOf.clear()
    }
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
    this.files = Math.max(0, this.files - 1)
  }

  /** Puts a file aside that cannot be read, for a person to look at. Returns where it is. */
  async putAside(name: string): Promise<string> {
    const aside = join(this.folder, `unread-${name}`)
    await rename(join(this.folder, name), aside).catch(unlessGone)
    this.files = Math.max(0, this.files - 1)
    return aside
  }

  private meet(name: string): void {
    const path = join(this.folder, name)
    const found = statSync(path, { throwIfNoEntry: false })
    if (!found) return
    if (whole.test(name)) {
      this.files += 1
      this.bytes += Math.max(found.size, blockBytes)
    } else if (name.endsWith('.part') && Date.now() - found.mtimeMs > unfinishedMs)
      rmSync(path, { force: true })
  }

  private async writeFile(lines: readonly string[]): Promise<boolean[]> {
    this.count += 1
    const place = `${String(Date.now()).padStart(15, '0')}-${String(this.count).padStart(9, '0')}-${randomUUID()}`
    const part = join(this.folder, `${place}.part`)
    const text = lines.join('')
    try {
      await writeThrough(part, text)
      await rename(part, join(this.folder, `${place}.jsonl`))
      await syncFolder(this.folder)
    } catch (error) {
      await rm(part, { force: true }).catch(() => {})
      if (isFull(error)) return lines.map(() => false)
      throw error
    }
    this.files += 1
    this.bytes += Math.max(Buffer.byteLength(text), blockBytes)
    return lines.map(() => true)
  }
}

async function writeThrough(path: string, text: string): Promise<void> {
  const file = await open(path, 'wx', 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** The name of a file is on the disk only when its folder is. */
async function syncFolder(folder: string): Promise<void> {
  const opened = await open(folder, 'r')
  try {
    await opened.sync()
  } finally {
    await opened.close()
  }
}

function isFull(error: unknown): boolean {
  return ['ENOSPC', 'EDQUOT', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')
}

function unlessGone(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null
  throw error
}
