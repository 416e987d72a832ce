import { Lane } from './lane.ts'

type Options = { isDocument: (key: string) => boolean; isTranslated: (key: string) => boolean }

/**
 * What has changed, in two lanes: a document is written while a page is drawn, since both wait for the database in between. But the first
 * page of a change reads alone, and then its first document: somebody looks at both just now.
 */
export class Lanes<T extends { key: string }> {
  private readonly pages: Lane<T>
  private readonly documents: Lane<T>
  private readonly isDocument: Options['isDocument']

  constructor({ isDocument, isTranslated }: Options) {
    this.pages = new Lane(isTranslated)
    this.documents = new Lane(isTranslated)
    this.isDocument = isDocument
  }

  of(key: string): Lane<T> {
    return this.isDocument(key) ? this.documents : this.pages
  }

  get isBusy(): boolean {
    return this.pages.isBusy || this.documents.isBusy
  }

  /** Something has changed: what readers wait for most comes next, unless no document has had a turn since this was called last. */
  beginChange(): void {
    const { pages, documents } = this
    if (documents.begun > 0 || !documents.hasWaiting) pages.begun = documents.begun = 0
  }

  isFree(lane: Lane<T>): boolean {
    const other = lane === this.pages ? this.documents : this.pages
    if (lane.isTaken || (other.isReading && other.begun === 1)) return false
    return lane === this.pages || this.pages.begun > 0 || !this.pages.hasWaiting
  }

  /** Takes what waits and may begin now; its turn is to be taken before this is called again. The lane that has begun less goes first. */
  take(): T | undefined {
    const lanes = [this.pages, this.documents]
    if (!this.isBusy) for (const lane of lanes) lane.begun = 0
    const free = lanes.filter(lane => lane.hasWaiting && this.isFree(lane))
    return free.sort((one, other) => one.begun - other.begun)[0]?.take()
  }
}
