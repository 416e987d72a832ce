import { faultOf } from '#lib/faults/fault.ts'
import type { Readership } from '#lib/rules/readers/readership.ts'

type Options = {
  /** Reads who may read the board. */
  read: () => Promise<Readership>
  /** Whether whoever sends these headers is signed in at the desk. */
  isStaff: (headers: Headers) => Promise<boolean>
  /** What a customer with these headers was let in with, or null. */
  readerToken: (headers: Headers) => Promise<string | null>
}

const retryMs = 1_000

/** Knows who may read the board. Until it has read that once, nobody may. */
export class Gate {
  private known: Readership | null = null
  private readonly options: Options
  private reading: Promise<Readership> | undefined

  constructor(options: Options) {
    this.options = options
  }

  /** Whether everybody may read it, as far as is known without asking: the fast way, without a promise. */
  get isOpen(): boolean {
    return this.known === 'public'
  }

  /** Who may read it. Throws where that was never known and the database does not answer. */
  async readership(): Promise<Readership> {
    return this.known ?? (await this.readAgain())
  }

  /**
   * Reads it anew. Where that fails by a fault, nothing is known until the next who asks has read it. While the database is away
   * what was known stays, and is read again: else a database that comes and goes would shut the site when it is needed.
   */
  async readAgain(): Promise<Readership> {
    const before = this.reading
    // One that has begun already may have read before the last change.
    if (before) await before.catch(() => {})
    this.reading ??= this.load().finally(() => {
      this.reading = undefined
    })
    return this.reading
  }

  /** Whether whoever sends these headers may read a board that is not for everybody. */
  async mayRead(readership: Readership, headers: Headers): Promise<boolean> {
    if (readership === 'public') return true
    if (!headers.get('cookie')) return false
    if (readership === 'customers' && (await this.readerToken(headers)) !== null) return true
    return this.options.isStaff(headers)
  }

  /** What a customer was let in with, or null. */
  readerToken(headers: Headers): Promise<string | null> {
    return this.options.readerToken(headers)
  }

  private async load(): Promise<Readership> {
    try {
      this.known = await this.options.read()
      return this.known
    } catch (error) {
      if (this.known !== null && faultOf(error) === 'away') {
        setTimeout(() => void this.readAgain().catch(() => {}), retryMs).unref()
        return this.known
      }
      // It may have been closed meanwhile.
      this.known = null
      throw error
    }
  }
}
