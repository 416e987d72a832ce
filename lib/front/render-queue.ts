/**
 * Next renders on one thread, so renders at the same time only make each other late. One that takes longer waits for the
 * database, or hangs, and the next one begins beside it. A page takes about 30 ms.
 */
const turnMs = 100

type Waiting = { key: string; begin: () => void }

/** Gives renders their turns: first those that readers wait for, then the others in the order in which they were asked for. */
export class RenderQueue {
  private readonly hurried: Waiting[] = []
  private readonly waiting: Waiting[] = []
  private isTaken = false
  private readonly turnMs: number

  constructor(longestTurnMs = turnMs) {
    this.turnMs = longestTurnMs
  }

  /** Runs a render when its turn comes. Rejects when it does. */
  async run<T>(key: string, render: () => Promise<T>): Promise<T> {
    if (this.isTaken) await new Promise<void>(begin => this.waiting.push({ key, begin }))
    this.isTaken = true
    const turn = this.beginTurn()
    try {
      return await render()
    } finally {
      turn.end()
    }
  }

  /** A reader waits for this page now. */
  hurry(key: string): void {
    const index = this.waiting.findIndex(waiting => waiting.key === key)
    if (index >= 0) this.hurried.push(...this.waiting.splice(index, 1))
  }

  /** A turn ends once: with its render, or when it has lasted long enough. */
  private beginTurn(): { end(): void } {
    let hasEnded = false
    const end = () => {
      clearTimeout(timer)
      if (hasEnded) return
      hasEnded = true
      this.isTaken = false
      const next = this.hurried.shift() ?? this.waiting.shift()
      if (!next) return
      // It is taken from now on, so that nobody comes between.
      this.isTaken = true
      next.begin()
    }
    const timer = setTimeout(end, this.turnMs)
    return { end }
  }
}
