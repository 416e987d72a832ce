/** A line in which everybody's first comes before anybody's second, and which holds this many in all. */
export class FairLine<T> {
  private readonly waiting = new Map<string, T[]>()
  private count = 0
  private readonly most: number

  constructor(most: number) {
    this.most = most
  }

  get size(): number {
    return this.count
  }

  /** Adds an item for somebody. Returns the item that has to go because the line is full: the last one of who has most in it. */
  add(from: string, item: T): T | null {
    const own = this.waiting.get(from) ?? []
    own.push(item)
    this.waiting.set(from, own)
    this.count += 1
    return this.count > this.most ? this.dropFrom(this.longest(from)) : null
  }

  /** Takes the next one: those for whom something waits, and who may have a turn, have their turns in a circle. */
  take(mayHave: (from: string) => boolean): { from: string; item: T } | undefined {
    const from = [...this.waiting.keys()].find(mayHave)
    if (from === undefined) return undefined
    const own = this.waiting.get(from) ?? []
    const item = own.shift()
    this.waiting.delete(from)
    if (own.length > 0) this.waiting.set(from, own)
    if (item === undefined) return undefined
    this.count -= 1
    return { from, item }
  }

  /** Takes the first one that matches out of the line. */
  remove(isMeant: (item: T) => boolean): T | undefined {
    for (const [from, own] of this.waiting) {
      const index = own.findIndex(isMeant)
      if (index < 0) continue
      const [item] = own.splice(index, 1)
      this.count -= 1
      if (own.length === 0) this.waiting.delete(from)
      return item
    }
    return undefined
  }

  /** Somebody else waits for this item too: it is theirs where they have fewer in the line. */
  share(isMeant: (item: T) => boolean, from: string): void {
    const owner = [...this.waiting].find(([, own]) => own.some(isMeant))
    if (!owner || owner[1].length <= (this.waiting.get(from)?.length ?? 0) + 1) return
    const item = this.remove(isMeant)
    if (item !== undefined) this.add(from, item)
  }

  /** Who has most in the line; among equals the newcomer. */
  private longest(newcomer: string): string {
    let longest = newcomer
    const length = (from: string) => this.waiting.get(from)?.length ?? 0
    for (const from of this.waiting.keys()) if (length(from) > length(longest)) longest = from
    return longest
  }

  private dropFrom(from: string): T | null {
    const own = this.waiting.get(from) ?? []
    const item = own.pop() ?? null
    if (item !== null) this.count -= 1
    if (own.length === 0) this.waiting.delete(from)
    return item
  }
}
