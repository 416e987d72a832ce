/** More at a time would each be slower: Next renders on one thread. A second one uses it while the first waits for the database. */
const atOnce = 2

type Waiting = { key: string; begin: () => void }

/** Renders a few pages at a time: first those that readers wait for, then the others in the order in which they were asked for. */
export class RenderQueue {
  private readonly hurried: Waiting[] = []
  private readonly waiting: Waiting[] = []
  private running = 0

  /** Runs a render when its turn comes. Rejects when it does. */
  async run<T>(key: string, render: () => Promise<T>): Promise<T> {
    if (this.running < atOnce) this.running += 1
    else await new Promise<void>(begin => this.waiting.push({ key, begin }))
    try {
      return await render()
    } finally {
      const next = this.hurried.shift() ?? this.waiting.shift()
      if (next) next.begin()
      else this.running -= 1
    }
  }

  /** A reader waits for this page now. */
  hurry(key: string): void {
    const index = this.waiting.findIndex(waiting => waiting.key === key)
    if (index >= 0) this.hurried.push(...this.waiting.splice(index, 1))
  }
}
