import { FairLine } from './fair-line.ts'
import type { LaneTurn } from './lane.ts'
import { Lanes } from './lanes.ts'
import { LoopBudget } from './loop-budget.ts'
import { inReading } from './reading.ts'

/**
 * Next renders on one thread, so renders at the same time only make each other late. One that takes longer waits for the
 * database, or hangs, and the next one begins beside it. A page takes about 30 ms.
 */
const turnMs = 100
/** What was asked for may take this part of the thread's time in the long run: decisions and mails are made on it too. */
const part = 0.25
/** After a quiet while some seventy pages are rendered without a pause. */
const savedMs = 2_000
/** With more in the line, the last ones would wait for many seconds. */
const mostAsked = 100
/** Answers that wait for DNS or the database take no time of the thread, but memory and connections. */
const mostUnderWay = 32
/** So that nobody keeps the others out by asking for what takes long. */
const mostUnderWayOfOne = 8
/** Who has none under way may begin one beyond that: a few who ask for much fill the rest, and staff come from networks too. */
const mostWithFirsts = 64

/** changed: readers have a page that is not true any more. asked: there is none yet; anybody can invent more to ask for. */
export type QueuePlace = { is: 'changed' } | { is: 'asked'; from: string }

/** Too much was asked for, and this gave way. */
export class QueueFull extends Error {
  constructor() {
    super('too much is asked for at the moment')
  }
}

/** One that has its turn. */
type Turn = { is: 'changed'; inLane: LaneTurn } | { is: 'asked'; from: string }
type Waiting = { key: string; begin: (turn: Turn) => void; refuse: () => void }

type Options = {
  longestTurnMs?: number
  budget?: Pick<LoopBudget, 'waitMs' | 'begin'>
  most?: number
  /** Whether this is a document: beyond the first, one is written while a page is drawn, since both wait for the database in between. */
  isDocument?: (key: string) => boolean
  /** Whether this is in another language than the site's own: it is made behind that. */
  isTranslated?: (key: string) => boolean
}

/**
 * Gives renders their turns. What has changed comes first: of that, what readers wait for. What is only asked for has its
 * turns when nothing changed waits, within a budget, a turn for everybody who asks; it is bounded, and who asks most gives way.
 */
export class RenderQueue {
  private readonly changed: Lanes<Waiting>
  private readonly asked: FairLine<Waiting>
  private readonly budget: Pick<LoopBudget, 'waitMs' | 'begin'>
  private readonly turnMs: number
  private isAskedTaken = false
  private readonly underWay = new Map<string, number>()
  private timer: NodeJS.Timeout | undefined

  constructor({
    longestTurnMs = turnMs,
    budget = new LoopBudget({ part, savedMs }),
    most = mostAsked,
    isDocument = () => false,
    isTranslated = () => false,
  }: Options = {}) {
    this.changed = new Lanes({ isDocument, isTranslated })
    this.turnMs = longestTurnMs
    this.budget = budget
    this.asked = new FairLine(most)
  }

  /** Runs a render when its turn comes. Rejects when it does, and with QueueFull when it had to give way. */
  async run<T>(key: string, place: QueuePlace, render: () => Promise<T>): Promise<T> {
    const turn = this.mayBegin(key, place) ? this.take(key, place) : await this.wait(key, place)
    const { endReading, end } =
      turn.is === 'changed' ? this.beginChanged(turn.inLane) : this.beginAsked(turn.from)
    try {
      return await inReading(endReading, render)
    } finally {
      end()
    }
  }

  /** Something has changed, and what runs with a place `changed` after this is of that. */
  beginChange(): void {
    this.changed.beginChange()
  }

  /** One more reader waits for this page now. from: who it is. */
  hurry(key: string, from: string): void {
    if (!this.changed.of(key).hurry(key)) this.asked.share(waiting => waiting.key === key, from)
  }

  /** What was only asked for has changed meanwhile. */
  promote(key: string): void {
    const waiting = this.asked.remove(each => each.key === key)
    if (!waiting) return
    this.changed.of(key).add(waiting)
    this.next()
  }

  private mayBegin(key: string, place: QueuePlace): boolean {
    if (place.is === 'changed') return this.changed.isFree(this.changed.of(key))
    return this.mayAnswer() && this.asked.size === 0 && this.mayHave(place.from) && this.budget.waitMs() === 0
  }

  private mayAnswer(): boolean {
    return !this.changed.isBusy && !this.isAskedTaken
  }

  private readonly mayHave = (from: string): boolean => {
    const all = [...this.underWay.values()].reduce((sum, count) => sum + count, 0)
    const own = this.underWay.get(from) ?? 0
    return own === 0 ? all < mostWithFirsts : all < mostUnderWay && own < mostUnderWayOfOne
  }

  /** A turn is taken before its render begins, so that nobody comes between. */
  private take(key: string, place: QueuePlace): Turn {
    if (place.is === 'changed') return { is: 'changed', inLane: this.changed.of(key).begin() }
    this.isAskedTaken = true
    return place
  }

  private wait(key: string, place: QueuePlace): Promise<Turn> {
    return new Promise((resolve, reject) => {
      const waiting = { key, begin: resolve, refuse: () => reject(new QueueFull()) }
      if (place.is === 'changed') this.changed.of(key).add(waiting)
      else this.asked.add(place.from, waiting)?.refuse()
      this.next()
    })
  }

  private next(): void {
    for (let changed = this.changed.take(); changed; changed = this.changed.take())
      changed.begin(this.take(changed.key, { is: 'changed' }))
    if (!this.mayAnswer() || this.asked.size === 0) return
    const waitMs = this.budget.waitMs()
    clearTimeout(this.timer)
    if (waitMs > 0) {
      this.timer = setTimeout(() => this.next(), waitMs)
      return
    }
    const asked = this.asked.take(this.mayHave)
    if (asked) asked.item.begin(this.take(asked.item.key, { is: 'asked', from: asked.from }))
  }

  private beginChanged({ endReading, end }: LaneTurn): LaneTurn {
    return {
      endReading: () => {
        endReading()
        this.next()
      },
      end: this.endOnce(end),
    }
  }

  private beginAsked(from: string): LaneTurn {
    const spend = this.budget.begin()
    this.count(from, 1)
    const endTurn = this.endOnce(() => {
      this.isAskedTaken = false
      spend()
    })
    return {
      endReading: () => {},
      end: () => {
        this.count(from, -1)
        endTurn()
        this.next()
      },
    }
  }

  private count(from: string, change: 1 | -1): void {
    const count = (this.underWay.get(from) ?? 0) + change
    if (count > 0) this.underWay.set(from, count)
    else this.underWay.delete(from)
  }

  /** A turn ends once: with its render, or when it has lasted long enough. */
  private endOnce(release: () => void): () => void {
    let hasEnded = false
    const end = () => {
      clearTimeout(timer)
      if (hasEnded) return
      hasEnded = true
      release()
      this.next()
    }
    const timer = setTimeout(end, this.turnMs)
    return end
  }
}
