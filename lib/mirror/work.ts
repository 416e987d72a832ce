import { addressesBelow, beatAddresses, firstBelow, firstOfSite, siteAddresses } from './addresses.ts'
import {
  isOffered,
  isTranslated,
  translated,
  translatedBelow,
  translatedFirst,
  translatedOfSite,
} from './translated.ts'

/** How many addresses are made in one go when nothing is urgent: a change waits no longer than for these. */
const mostInOneGo = 4

/**
 * Of how many servers, groups and posts a change is shown at once, in the order in which it names them: an incident names all of
 * its servers whenever one of them is new, and the board is not to wait for them.
 */
const mostAtOnce = 4
/** In a storm of changes what they leave behind would wait for its end: after so many in a row it comes with the next one, so many addresses. */
const mostPassing = 3
const mostAlong = 40

/** What is to be made next. isUrgent: people look at it, so it goes before what is asked for. isShown: readers are shown it as soon as it is made. */
export type CopyTask = { addresses: string[]; isUrgent: boolean; isShown: boolean }

/**
 * What of a copy is to be made, the urgent first. Each address waits once. Other languages than the site's own come behind what people
 * look at in that: seven of them must not make the first one late.
 */
export class CopyWork {
  /** What people look at of a change. */
  private first = new Set<string>()
  /** The same of all others that it names, each in the place where it was named first. */
  private readonly others = new Set<string>()
  /** How many changes in a row were made while they waited. */
  private passed = 0
  /** The same in the other languages. */
  private readonly spoken = new Set<string>()
  /** What else it changes: feeds, calendars, groups, texts. */
  private readonly next = new Set<string>()
  /** The same in the other languages, as far as it is copied in them. */
  private readonly spokenNext = new Set<string>()
  private readonly soon = new Set<string>()
  private readonly spokenSoon = new Set<string>()
  private readonly groups = new Set<string>()
  private readonly months = new Set<string>()

  /** paths: as a change names them; '*' means that anything may have changed. */
  note(paths: readonly string[]): void {
    const named = paths.filter(path => /^\/(servers|groups|posts)\/[^/]+$/.test(path))
    add(this.first, named.slice(0, mostAtOnce).flatMap(firstBelow))
    for (const address of named.slice(mostAtOnce).flatMap(firstBelow)) this.others.add(address)
    // The board last, which leads to all else.
    add(this.first, firstOfSite)
    add(this.spoken, [...named.flatMap(translatedBelow), ...translatedFirst()])
    add(this.next, [...named.flatMap(addressesBelow), ...siteAddresses])
    add(this.spokenNext, translatedOfSite())
    // Each shows what the board shows of its servers.
    if (paths.includes('/')) {
      add(this.next, [...this.groups].flatMap(addressesBelow))
      add(this.spokenNext, [...this.groups].flatMap(translatedBelow))
    }
    if (paths.includes('/history')) this.add(this.months)
    for (const address of this.first) this.others.delete(address)
    for (const address of [...this.first, ...this.others]) this.next.delete(address)
    for (const address of this.spoken) this.spokenNext.delete(address)
  }

  /** Pages that are to be made anew, without hurry. there: all addresses of the copy, of which those go that nobody is offered now. */
  sweep(paths: readonly string[], there: Iterable<string>): void {
    this.groups.clear()
    for (const path of paths) if (path.startsWith('/groups/')) this.groups.add(path)
    for (const month of this.months) if (!isOffered(month)) this.months.delete(month)
    const own = [...this.months].filter(month => !isTranslated(month))
    add(this.soon, [...siteAddresses, ...own, ...paths.flatMap(addressesBelow), ...firstOfSite])
    add(
      this.spokenNext,
      [...there].filter(address => !isOffered(address)),
    )
    add(this.spokenSoon, [
      ...translatedFirst(),
      ...translatedOfSite(),
      ...translated(own),
      ...paths.flatMap(translatedBelow),
    ])
  }

  /** Takes up what readers look at first; returns its addresses. */
  beat(): readonly string[] {
    const others = translatedFirst()
    add(this.first, beatAddresses)
    add(this.spoken, others)
    return [...beatAddresses, ...others]
  }

  /** Months of the history that the copy leads to and does not have yet. */
  found(months: readonly string[]): void {
    add(this.months, months)
    this.add(months)
  }

  private add(months: Iterable<string>): void {
    const all = [...months]
    add(
      this.next,
      all.filter(month => !isTranslated(month)),
    )
    add(this.spokenNext, all.filter(isTranslated))
  }

  /** In the order in which they are made when nothing is urgent. */
  private get lines(): Set<string>[] {
    return [this.others, this.spoken, this.next, this.spokenNext, this.soon, this.spokenSoon]
  }

  /** Takes what is to be made next; none: all is done. */
  take(): CopyTask {
    if (this.first.size > 0) {
      const isLong = this.passed >= mostPassing
      const along = isLong ? [...this.others].slice(0, mostAlong) : []
      const addresses = [...along, ...this.first]
      this.first = new Set()
      this.done(addresses)
      this.passed = isLong || this.others.size === 0 ? 0 : this.passed + 1
      return { addresses, isUrgent: true, isShown: true }
    }
    this.passed = 0
    const from = this.lines.find(({ size }) => size > 0) ?? this.soon
    const addresses = [...from].slice(0, mostInOneGo)
    this.done(addresses)
    return {
      addresses,
      isUrgent: false,
      isShown: from.size === 0 && from !== this.soon && from !== this.spokenSoon,
    }
  }

  private done(addresses: readonly string[]): void {
    for (const line of this.lines) for (const address of addresses) line.delete(address)
  }

  /** What could not be made is made later. */
  giveBack(addresses: readonly string[]): void {
    add(this.soon, addresses)
  }

  /** All that waits. */
  all(): string[] {
    return [...this.first, ...this.lines.flatMap(line => [...line])]
  }

  /** Whether the site is there in its own language. */
  get isOwnDone(): boolean {
    return this.first.size + this.others.size + this.next.size + this.soon.size === 0
  }

  get isDone(): boolean {
    return this.first.size === 0 && this.lines.every(({ size }) => size === 0)
  }
}

/** At the end, also where it waited before. */
function add(set: Set<string>, addresses: Iterable<string>): void {
  for (const address of addresses) {
    set.delete(address)
    set.add(address)
  }
}
