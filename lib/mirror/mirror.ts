import { env } from '#lib/env.ts'
import { log } from '#lib/log/log.ts'
import { type CopiedFile, compressFile } from './copied-file.ts'
import { copyAddress } from './copy-address.ts'
import { closedPage } from './copy-page.ts'
import type { CopySource } from './source.ts'
import type { CopyTarget } from './target.ts'
import { CopyWork } from './work.ts'

/** Nothing changes, and readers see that the copy is kept up to date. */
const beatMs = 60_000
/** What changes with time alone, such as the bars of days, becomes new within it. */
const sweepMs = 3_600_000
/** A page that cannot be made is tried again after it. */
const retryMs = 10_000
/** What is not urgent is shown by so many, or so often. */
const mostUnshown = 100
const longestUnshownMs = 5_000
/** What is due by now is done in the next turn, and no turn follows another without end. */
const leastWaitMs = 10
/** Renders under way at once. */
const atOnce = 4
/** Says of a copy that it is whole, and when it was written. */
const ownAddress = '/copy.json'

/** What a turn came to. isUrgent: it made what people look at. waitMs: until the next is of use. */
export type TurnResult = { isPublished: boolean; isUrgent: boolean; waitMs: number }

/** One copy of the site: knows what is in it, and what is to be made. Turns come one after the other. */
export class Mirror {
  private readonly work = new CopyWork()
  /** What each address of the copy said last. */
  private readonly said = new Map<string, string>()
  /** Addresses of the copy of before, until all is made anew. */
  private left: Set<string> | null = null
  /** Addresses that could not be made, and when to try again. */
  private readonly unmade = new Map<string, number>()
  private unshown = 0
  private isBegun = false
  private isClosed = false
  private isWhole = false
  private sweptAtMs = 0
  private beatAtMs = 0
  private shownAtMs = 0
  private readonly target: CopyTarget
  private readonly source: CopySource
  private readonly now: () => Date

  constructor(target: CopyTarget, source: CopySource, now: () => Date = () => new Date()) {
    this.target = target
    this.source = source
    this.now = now
  }

  /** Learns what has changed. */
  note(paths: readonly string[]): void {
    this.work.note(paths)
    if (paths.includes('*')) this.sweptAtMs = 0
  }

  /** What is known of the place counts no more: all of it is made anew. */
  forget(): void {
    this.isBegun = false
    this.isClosed = false
    this.said.clear()
    this.sweptAtMs = 0
  }

  /**
   * Makes what is to be made next, and shows it. Throws where the place cannot be written; then forget() is called before the
   * next turn. What cannot be rendered stays as it was, and is tried again.
   */
  async turn(): Promise<TurnResult> {
    await this.begin()
    if (!(await this.source.isPublic())) return this.close()
    this.isClosed = false
    await this.plan()
    const { addresses, isUrgent, isShown } = this.work.take()
    const { put, remove } = await this.make(addresses, isUrgent)
    // It may have been closed while pages were made.
    if (!(await this.source.isPublic())) return this.close()
    const change = { put, remove: [...remove, ...this.leftOver()] }
    const count = put.length + change.remove.length
    if (count > 0) await this.target.stage(change)
    this.unshown += count
    const isPublished = this.isToBeShown(isShown)
    if (isPublished) await this.show()
    return { isPublished, isUrgent, waitMs: this.work.isDone ? this.untilNextMs() : 0 }
  }

  private async begin(): Promise<void> {
    if (this.isBegun) return
    const there = await this.target.begin()
    this.left = new Set(there ?? [])
    this.isWhole = this.left.delete(ownAddress)
    this.unshown = 0
    this.isBegun = true
  }

  /** Puts into the line what is due by time. */
  private async plan(): Promise<void> {
    const nowMs = this.now().getTime()
    if (nowMs - this.sweptAtMs >= sweepMs) {
      this.work.sweep(await this.source.readPaths(), this.said.keys())
      this.sweptAtMs = nowMs
    }
    const again = [...this.unmade].filter(([, atMs]) => atMs <= nowMs).map(([address]) => address)
    for (const address of again) this.unmade.delete(address)
    this.work.giveBack(again)
    if (!this.isWhole || nowMs - this.beatAtMs < beatMs) return
    this.beatAtMs = nowMs
    for (const address of this.work.beat()) this.said.delete(address)
  }

  private async make(addresses: readonly string[], isUrgent: boolean) {
    const made = { put: [] as CopiedFile[], remove: [] as string[] }
    const line = [...addresses]
    const asked = new Set(addresses)
    const makeOne = async (address: string) => {
      const before = this.said.get(address)
      const copied = await copyAddress(this.source, address, { isUrgent, before, now: this.now() })
      const wasThere = this.left?.delete(address) || this.said.has(address)
      if (copied.is === 'nothing' && wasThere) {
        this.said.delete(address)
        made.remove.push(address)
      }
      if (copied.is !== 'file') return
      made.put.push(copied.file)
      this.said.set(address, copied.says)
      const assets = copied.assets.filter(asset => !this.said.has(asset) && !asked.has(asset))
      for (const asset of assets) asked.add(asset)
      line.push(...assets)
      this.work.found(copied.months.filter(month => !this.said.has(month)))
    }
    const work = async () => {
      for (let address = line.shift(); address !== undefined; address = line.shift()) {
        const failed = address
        await makeOne(failed).catch(error => {
          this.unmade.set(failed, this.now().getTime() + retryMs)
          log.debug(`the copy of ${failed} could not be made, and is tried again`, { err: error })
        })
      }
    }
    await Promise.all(Array.from({ length: atOnce }, work))
    return made
  }

  /** What of the copy of before nobody has any more, once all was made anew. */
  private leftOver(): string[] {
    if (!this.left || !this.work.isDone || !this.isMade()) return []
    const gone = [...this.left].filter(address => !this.said.has(address) && !this.unmade.has(address))
    this.left = null
    return gone
  }

  /** Whether nearly all could be made: one page with a fault is no reason to have no copy. */
  private isMade(): boolean {
    return this.said.has('/') && this.unmade.size * 20 < this.said.size
  }

  private isToBeShown(isShown: boolean): boolean {
    if (this.unshown === 0) return false
    if (!this.isWhole) return this.work.isOwnDone && this.isMade()
    const isLate = this.now().getTime() - this.shownAtMs > longestUnshownMs
    return isShown || this.work.isDone || isLate || this.unshown > mostUnshown
  }

  private async show(): Promise<void> {
    const says = { of: env.SITE_URL, writtenAt: this.now().toISOString() }
    const body = Buffer.from(`${JSON.stringify(says)}\n`)
    const own = await compressFile(ownAddress, 'application/json; charset=utf-8', body)
    await this.target.stage({ put: [own], remove: [] })
    await this.target.publish()
    this.isWhole = true
    this.unshown = 0
    this.shownAtMs = this.now().getTime()
  }

  private untilNextMs(): number {
    const ofTime = this.isWhole ? this.beatAtMs + beatMs : this.sweptAtMs + sweepMs
    const nextMs = Math.min(ofTime, ...this.unmade.values())
    return Math.max(leastWaitMs, nextMs - this.now().getTime())
  }

  /** Takes away all that is there, on both sides of a directory. */
  private async close(): Promise<TurnResult> {
    const waitMs = 1_000
    if (this.isClosed) return { isPublished: false, isUrgent: false, waitMs }
    const page = await compressFile('/', 'text/html; charset=utf-8', Buffer.from(closedPage()))
    const remove = new Set([...this.said.keys(), ...(this.left ?? []), ...this.work.all(), ownAddress])
    remove.delete('/')
    for (let side = 0; side < 2; side++) {
      await this.target.stage({ put: [page], remove: [...remove] })
      await this.target.publish()
    }
    this.forget()
    this.isClosed = true
    return { isPublished: true, isUrgent: true, waitMs }
  }
}
