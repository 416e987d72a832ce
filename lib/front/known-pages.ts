import { logFault } from '#lib/faults/fault.ts'

type Options = {
  /** Reads the paths of all servers and posts that have a page. */
  read: () => Promise<readonly string[]>
  nowMs?: () => number
}

/** A name that nobody knows is looked for in the database at most this often: it may have been written by hand. */
const pauseMs = 5_000

/** Whether a path is one of the servers', groups' or posts', whose number is ours to know and whose junk is anybody's to invent. */
export function isNamedPath(path: string): boolean {
  return path.startsWith('/servers/') || path.startsWith('/groups/') || path.startsWith('/posts/')
}

/**
 * The pages of servers and posts that there are, so that nothing is rendered for names that nobody has. What a change names
 * is known at once; what is gone is forgotten when the names are read again.
 */
export class KnownPages {
  private paths: ReadonlySet<string> = new Set()
  /** Named by changes since the reading began. */
  private noted = new Set<string>()
  private readonly read: Options['read']
  private readonly nowMs: () => number
  private readAtMs = Number.NEGATIVE_INFINITY
  private isStale = true
  private hasFailed = false
  private reading: Promise<boolean> | undefined

  constructor({ read, nowMs = Date.now }: Options) {
    this.read = read
    this.nowMs = nowMs
  }

  has(path: string): boolean {
    return this.paths.has(path) || this.noted.has(path)
  }

  /** The pages of all groups: each shows what the board shows of its servers. */
  groups(): string[] {
    return [...this.paths, ...this.noted].filter(path => path.startsWith('/groups/'))
  }

  /** One page of a server and one of a post, where there are any. */
  samples(): string[] {
    const all = [...this.paths]
    return ['/servers/', '/posts/'].flatMap(kind => all.find(path => path.startsWith(kind)) ?? [])
  }

  /** Whether there may be such a page: also where the names cannot be read. */
  async mayHave(path: string): Promise<boolean> {
    if (this.has(path)) return true
    if (!this.isStale && this.nowMs() - this.readAtMs < pauseMs) return false
    // One that has begun already may have read before the last change.
    if (this.reading && this.isStale) await this.reading
    return !(await this.readAgain()) || this.has(path)
  }

  /** Learns what a change names; '*' means that anything may have changed. */
  note(paths: readonly string[]): void {
    if (paths.includes('*')) this.isStale = true
    for (const path of paths) if (isNamedPath(path)) this.noted.add(path)
  }

  /** Reads all names, once for all who wait for it. Returns false when it failed: then nothing is known for sure. */
  readAgain(): Promise<boolean> {
    this.reading ??= this.load().finally(() => {
      this.reading = undefined
    })
    return this.reading
  }

  private async load(): Promise<boolean> {
    const before = new Set(this.noted)
    this.isStale = false
    try {
      this.paths = new Set(await this.read())
    } catch (error) {
      if (!this.hasFailed) logFault('the names of servers and posts cannot be read', error)
      this.hasFailed = true
      this.isStale = true
      return false
    }
    for (const path of before) this.noted.delete(path)
    this.readAtMs = this.nowMs()
    this.hasFailed = false
    return true
  }
}
