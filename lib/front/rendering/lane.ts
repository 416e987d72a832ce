/** Of those that wait in other languages one has its turn after so many of the site's own. */
const turnsBetween = 3

type Line<T> = { hurried: T[]; changed: T[] }

/** Of one that is made: what to call when it needs the database no more, and when it is made. */
export type LaneTurn = { endReading: () => void; end: () => void }

/**
 * What has changed of one sort, and waits. What readers wait for comes first. The site's own language goes before the others, so that
 * its pages are not later the more languages are read; but not for ever.
 */
export class Lane<T extends { key: string }> {
  /** How many were begun since something changed. */
  begun = 0
  private turn: { isReading: boolean } | null = null
  private readonly own: Line<T> = { hurried: [], changed: [] }
  private readonly translated: Line<T> = { hurried: [], changed: [] }
  private readonly isTranslated: (key: string) => boolean
  private passedOver = 0

  constructor(isTranslated: (key: string) => boolean) {
    this.isTranslated = isTranslated
  }

  /** Whether something is made. */
  get isTaken(): boolean {
    return this.turn !== null
  }

  /** Whether what is made may still ask the database. */
  get isReading(): boolean {
    return this.turn?.isReading === true
  }

  /** Something begins. Returns what ends its reading, and its turn. */
  begin(): LaneTurn {
    const own = { isReading: true }
    this.turn = own
    this.begun += 1
    return {
      endReading: () => {
        own.isReading = false
      },
      end: () => {
        if (this.turn === own) this.turn = null
      },
    }
  }

  get hasWaiting(): boolean {
    return countOf(this.own) + countOf(this.translated) > 0
  }

  /** Whether something is made, or waits for it. */
  get isBusy(): boolean {
    return this.isTaken || this.hasWaiting
  }

  add(waiting: T): void {
    this.lineOf(waiting.key).changed.push(waiting)
  }

  /** A reader waits for it now. Returns whether it waits here. */
  hurry(key: string): boolean {
    const { changed, hurried } = this.lineOf(key)
    const index = changed.findIndex(waiting => waiting.key === key)
    if (index >= 0) hurried.push(...changed.splice(index, 1))
    return index >= 0
  }

  /** Takes what is next. */
  take(): T | undefined {
    const isTheirTurn = this.passedOver >= turnsBetween || countOf(this.own) === 0
    const [first, then] = isTheirTurn ? [this.translated, this.own] : [this.own, this.translated]
    const taken = nextOf(first) ?? nextOf(then)
    const isPassed = taken && countOf(this.translated) > 0 && !this.isTranslated(taken.key)
    this.passedOver = isPassed ? this.passedOver + 1 : 0
    return taken
  }

  private lineOf(key: string): Line<T> {
    return this.isTranslated(key) ? this.translated : this.own
  }
}

function nextOf<T>({ hurried, changed }: Line<T>): T | undefined {
  return hurried.shift() ?? changed.shift()
}

function countOf<T>({ hurried, changed }: Line<T>): number {
  return hurried.length + changed.length
}
