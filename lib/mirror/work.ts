import { addressesBelow, beatAddresses, siteAddresses } from './addresses.ts'

/** So many pages of groups, which show what the board shows, go with a change at once; more of them follow right after it. */
const mostGroupsAtOnce = 12
/** So many addresses are made in one go when nothing is urgent: a change waits no longer than for these. */
const mostInOneGo = 8

/** What of a copy is to be made, the urgent first. Each address waits once. */
export class CopyWork {
  private now = new Set<string>()
  private readonly soon = new Set<string>()
  private readonly groups = new Set<string>()
  private readonly months = new Set<string>()

  /** paths: as a change names them; '*' means that anything may have changed. */
  note(paths: readonly string[]): void {
    for (const path of paths)
      if (/^\/(servers|groups|posts)\/[^/]+$/.test(path)) this.add(addressesBelow(path))
    if (paths.includes('/')) this.addGroups()
    if (paths.includes('/history')) this.add(this.months)
    // The board last, which leads to all else.
    this.add(siteAddresses)
  }

  /** Pages that are to be made anew, without hurry. */
  sweep(paths: readonly string[]): void {
    this.groups.clear()
    for (const path of paths) if (path.startsWith('/groups/')) this.groups.add(path)
    for (const address of [...siteAddresses, ...this.months, ...paths.flatMap(addressesBelow)])
      this.soon.add(address)
  }

  /** Takes up what readers look at first; returns its addresses. */
  beat(): readonly string[] {
    this.add(beatAddresses)
    return beatAddresses
  }

  /** Months of the history that the copy leads to and does not have yet. */
  found(months: readonly string[]): void {
    for (const month of months) this.months.add(month)
    this.add(months)
  }

  /** Takes what is to be made next; none: all is done. */
  take(): { addresses: string[]; isUrgent: boolean } {
    if (this.now.size > 0) {
      const addresses = [...this.now]
      this.now = new Set()
      for (const address of addresses) this.soon.delete(address)
      return { addresses, isUrgent: true }
    }
    const addresses = [...this.soon].slice(0, mostInOneGo)
    for (const address of addresses) this.soon.delete(address)
    return { addresses, isUrgent: false }
  }

  /** What could not be made is made later. */
  giveBack(addresses: readonly string[]): void {
    for (const address of addresses) this.soon.add(address)
  }

  /** All that waits. */
  all(): string[] {
    return [...this.now, ...this.soon]
  }

  get isDone(): boolean {
    return this.now.size + this.soon.size === 0
  }

  private add(addresses: Iterable<string>): void {
    for (const address of addresses) {
      this.now.delete(address)
      this.now.add(address)
    }
  }

  private addGroups(): void {
    if (this.groups.size <= mostGroupsAtOnce) this.add([...this.groups].flatMap(addressesBelow))
    else for (const path of this.groups) for (const address of addressesBelow(path)) this.soon.add(address)
  }
}
