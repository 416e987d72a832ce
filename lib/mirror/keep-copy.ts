import type { HeldLock } from '#db/hold-lock.ts'
import { inContext } from '#lib/log/context.ts'
import { log } from '#lib/log/log.ts'
import type { Mirror } from './mirror.ts'

/** Another process writes the copy: this one looks again so often. */
const lockAgainMs = 5_000
const firstRetryMs = 1_000
const longestRetryMs = 60_000
/** After a turn it rests as long as the turn took, and at least so long: a storm of changes is gathered. */
const leastRestMs = 100
/** While nothing happens it is said this often that the copy is written. */
const tellAgainMs = 30_000

/** Keeps what became of a copy, for staff. Never throws. */
export type CopyTeller = {
  written(at: Date): Promise<void>
  failed(why: string, at: Date): Promise<void>
}

type Kept = {
  name: string
  mirror: Pick<Mirror, 'turn' | 'note' | 'forget'>
  lock: HeldLock
  tell: CopyTeller
}

/** Writes a copy as long as the process lives: soon after a change, and by time. Only the process that has its lock writes it. */
export class CopyKeeper {
  private readonly kept: Kept
  private timer: NodeJS.Timeout | undefined
  private running: Promise<void> | undefined
  private isHeld = false
  private isNoted = false
  private isStopped = false
  private failures = 0
  private toldAtMs = 0
  private restsUntilMs = 0

  constructor(kept: Kept) {
    this.kept = kept
  }

  start(): void {
    this.schedule(0)
  }

  /** Learns what has changed. */
  note(paths: readonly string[]): void {
    this.kept.mirror.note(paths)
    this.isNoted = true
    if (this.running || !this.isHeld || this.failures > 0) return
    this.schedule(Math.max(0, this.restsUntilMs - performance.now()))
  }

  /** Ends with the turn that runs, and lets another process write. */
  async stop(): Promise<void> {
    this.isStopped = true
    clearTimeout(this.timer)
    await this.running
    await this.kept.lock.release()
  }

  private schedule(delayMs: number): void {
    clearTimeout(this.timer)
    if (this.isStopped) return
    this.timer = setTimeout(() => {
      this.running = inContext({ job: 'mirror' }, () => this.run()).then(nextMs => {
        this.running = undefined
        this.schedule(nextMs)
      })
    }, delayMs)
    this.timer.unref()
  }

  private async run(): Promise<number> {
    const { mirror, lock } = this.kept
    const wasHeld = this.isHeld
    this.isHeld = await lock.take()
    if (!this.isHeld) return lockAgainMs
    if (!wasHeld) mirror.forget()
    this.isNoted = false
    const beganAtMs = performance.now()
    try {
      const { isPublished, isUrgent, waitMs } = await mirror.turn()
      if (isPublished) await this.sayWritten()
      const restMs = Math.max(leastRestMs, performance.now() - beganAtMs)
      // Only a storm of changes is to be held back: one alone waits for nothing but the turn that runs.
      if (isUrgent) this.restsUntilMs = performance.now() + restMs
      return this.isNoted ? (isUrgent ? restMs : 0) : Math.max(restMs, waitMs)
    } catch (error) {
      return this.sayFailed(error instanceof Error ? error.message : String(error))
    }
  }

  private async sayWritten(): Promise<void> {
    const { name, tell } = this.kept
    if (this.failures > 0) log.info(`the copy at ${name} is written again.`)
    if (this.failures === 0 && Date.now() - this.toldAtMs < tellAgainMs) return
    this.failures = 0
    this.toldAtMs = Date.now()
    await tell.written(new Date())
  }

  private async sayFailed(why: string): Promise<number> {
    const { name, mirror, tell } = this.kept
    this.failures += 1
    if (this.failures === 1) log.warn(`the copy at ${name} cannot be written, and is tried again: ${why}`)
    mirror.forget()
    await tell.failed(why, new Date())
    return Math.min(longestRetryMs, firstRetryMs * 2 ** (this.failures - 1))
  }
}
