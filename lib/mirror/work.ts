import { addressesBelow, beatAddresses, firstBelow, firstOfSite, siteAddresses } from './addresses.ts'

/** So many addresses are made in one go when nothing is urgent: a change waits no longer than for these. */
const mostInOneGo = 4

/** What is to be made next. isUrgent: people look at it, so it goes before what is asked for. isShown: readers are shown it as soon as it is made. */
export type CopyTask = { addresses: string[]; isUrgent: boolean; isShown: boolean }

/** What of a copy is to be made, the urgent first. Each address waits once. */
export class CopyWork {
  /** What people look at of a change. */
  private first = new Set<string>()
  /** What else it changes: feeds, calendars, groups, texts. */
  private readonly next = new Set<string>()
  private readonly soon = new Set<string>()
  private readonly groups = new Set<string>()
  private readonly months = new Set<string>()

  /** paths: as a change names them; '*' means that anything may have changed. */
  note(paths: readonly string[]): void {
    const named = paths.filter(path => /^\/(servers|groups|posts)\/[^/]+$/.test(path))
    add(this.first, named.flatMap(firstBelow))
    // The board last, which leads to all else.
    add(this.first, firstOfSite)
    add(this.next, [...named.flatMap(addressesBelow), ...siteAddresses])
    // Each shows what the board shows of its servers.
    if (paths.includes('/')) add(this.next, [...this.groups].flatMap(addressesBelow))
    if (paths.includes('/history')) add(this.next, this.months)
    for (const address of this.first) this.next.delete(address)
  }

  /** Pages that are to be made anew, without hurry. */
  sweep(paths: readonly string[]): void {
    this.groups.clear()
    for (const path of paths) if (path.startsWith('/groups/')) this.groups.add(path)
    add(this.soon, [...siteAddresses, ...this.months, ...paths.flatMap(addressesBelow), ...firstOfSite])
  }

  /** Takes up what readers look at first; returns its addresses. */
  beat(): readonly string[] {
    add(this.first, beatAddresses)
    return beatAddresses
  }

  /** Months of the history that the copy leads to and does not have yet. */
  found(months: readonly string[]): void {
    add(this.months, months)
    add(this.next, months)
  }

  /** Takes what is to be made next; none: all is done. */
  take(): CopyTask {
    if (this.first.size > 0) {
      const addresses = [...this.first]
      this.first = new Set()
      for (const address of addresses) for (const set of [this.next, this.soon]) set.delete(address)
      return { addresses, isUrgent: true, isShown: true }
    }
    const isNext = this.next.size > 0
    const from = isNext ? this.next : this.soon
    const addresses = [...from].slice(0, mostInOneGo)
    for (const address of addresses) for (const set of [this.next, this.soon]) set.delete(address)
    return { addresses, isUrgent: false, isShown: isNext && this.next.size === 0 }
  }

  /** What could not be made is made later. */
  giveBack(addresses: readonly string[]): void {
    add(this.soon, addresses)
  }

  /** All that waits. */
  all(): string[] {
    return [...this.first, ...this.next, ...this.soon]
  }

  get isDone(): boolean {
    return this.first.size + this.next.size + this.soon.size === 0
  }
}

/** At the end, also where it waited before. */
function add(set: Set<string>, addresses: Iterable<string>): void {
  for (const address of addresses) {
    set.delete(address)
    set.add(address)
  }
}
