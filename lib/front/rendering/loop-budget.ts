import { performance } from 'node:perf_hooks'

type Options = {
  /** The part of the event loop's time that may be spent in the long run, from 0 to 1. */
  part: number
  /** What was not spent is saved up to this. */
  savedMs: number
  nowMs?: () => number
  /** How long the event loop has been at work since the process began. */
  activeMs?: () => number
}

/** Limits how much of the event loop's time one kind of work takes, so that other work is never late because of it. */
export class LoopBudget {
  private readonly part: number
  private readonly savedMs: number
  private readonly nowMs: () => number
  private readonly activeMs: () => number
  private credit: number
  private countedAt: number

  constructor({ part, savedMs, nowMs = () => performance.now(), activeMs = loopActiveMs }: Options) {
    this.part = part
    this.savedMs = savedMs
    this.nowMs = nowMs
    this.activeMs = activeMs
    this.credit = savedMs
    this.countedAt = nowMs()
  }

  /** How long to wait until the next piece of work may begin; 0: now. */
  waitMs(): number {
    this.count()
    return this.credit > 0 ? 0 : Math.ceil(-this.credit / this.part) + 1
  }

  /** Begins a piece of work. Returns how to end it: what the loop worked meanwhile is spent. */
  begin(): () => void {
    const before = this.activeMs()
    return () => {
      this.count()
      this.credit -= this.activeMs() - before
    }
  }

  private count(): void {
    const now = this.nowMs()
    this.credit = Math.min(this.savedMs, this.credit + (now - this.countedAt) * this.part)
    this.countedAt = now
  }
}

function loopActiveMs(): number {
  return performance.eventLoopUtilization().active
}
