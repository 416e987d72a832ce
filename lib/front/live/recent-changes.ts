/** Whoever opens the stream has read the page a while ago: from a cache, over a slow line, on a slow phone. */
const recentMs = 30_000
/** Whoever is named more is told of all. */
const mostNamed = 200

/** What has changed of late, by name: for those who read it before and listen only now. */
export class RecentChanges {
  /** When each was named last, the latest at the end. */
  private readonly named = new Map<string, number>()
  private readonly nowMs: () => number

  constructor(nowMs: () => number = () => performance.now()) {
    this.nowMs = nowMs
  }

  note(names: readonly string[]): void {
    this.forget()
    for (const name of names) {
      this.named.delete(name)
      this.named.set(name, this.nowMs())
    }
  }

  /** Their names, or `*` where they are many. */
  get names(): string[] {
    this.forget()
    return this.named.size > mostNamed ? ['*'] : [...this.named.keys()]
  }

  private forget(): void {
    const since = this.nowMs() - recentMs
    for (const [name, at] of this.named) {
      if (at >= since) return
      this.named.delete(name)
    }
  }
}
