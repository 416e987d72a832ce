import { Client } from 'pg'
import { cutOff } from './cut-off.ts'

/** silent: it does not answer. full: its disk is. read-only: it takes nothing, as a standby does. What is not silent can still be read. */
export type DatabaseTrouble = 'silent' | 'full' | 'read-only'

type Options = {
  connectionString: string
  /** It is in trouble, or in another one than before. wellAt: when all was well last. */
  onTrouble: (trouble: DatabaseTrouble, wellAt: Date, why: string) => void
  onWell: () => void
  tickMs?: number
}

const betweenLooksMs = 1_000
/** How many ticks without an answer are silence. They are counted, not timed: a process that stood still itself counts one. */
const mostTicks = 3
/** A write is tried once in this many looks. */
const looksPerWrite = 5

/** A table that lies in a new file of the server, and is gone with the transaction. */
const tryWrite =
  'begin; create temporary table allclear_room (at timestamptz) on commit drop; insert into allclear_room values (now()); commit'

/**
 * Asks the database once a second, over a connection of its own, whether it answers and takes writes. It is silent when a
 * look has had no answer for three seconds, or no connection can be made; well again with the next answer.
 */
export class DatabaseWatch {
  private readonly given: Options
  private readonly tickMs: number
  private readonly timer: NodeJS.Timeout
  private client: Client | null = null
  /** Which look this is: what comes of an earlier one is of no interest. */
  private round = 0
  /** How many ticks the look has lasted; null: none is under way. */
  private ticks: number | null = null
  private trouble: DatabaseTrouble | null = null
  private wellAt = new Date()
  private isDiskSuspect = false
  private looksAtDisk = 0

  constructor(given: Options) {
    this.given = given
    this.tickMs = given.tickMs ?? betweenLooksMs
    this.timer = setInterval(() => this.tick(), this.tickMs)
    this.timer.unref()
    void this.look(true)
  }

  /** A write has failed for want of room: whether there is room again is tried until there is. */
  suspectDisk(): void {
    if (this.isDiskSuspect) return
    this.isDiskSuspect = true
    this.looksAtDisk = 0
  }

  end(): void {
    clearInterval(this.timer)
    this.giveUp()
  }

  private tick(): void {
    if (this.ticks === null) {
      void this.look(true)
      return
    }
    this.ticks += 1
    if (this.ticks < mostTicks) return
    this.giveUp()
    this.settle('silent', 'it does not answer')
  }

  private giveUp(): void {
    this.round += 1
    this.ticks = null
    this.drop()
  }

  /** mayHaveBroken: that the connection has broken says nothing yet. */
  private async look(mayHaveBroken: boolean): Promise<void> {
    this.round += 1
    this.ticks = 0
    const { round } = this
    const wasConnected = this.client !== null
    const seen = await this.ask().catch((error: unknown) => ({ error }))
    if (round !== this.round) return
    this.ticks = null
    if (typeof seen !== 'object') {
      this.settle(seen === 'well' ? null : seen, seen)
      return
    }
    this.drop()
    // The connection may have ended by itself, or by an administrator.
    if (wasConnected && mayHaveBroken) return this.look(false)
    const { error } = seen
    this.settle('silent', error instanceof Error ? error.message || String(error) : String(error))
  }

  private async ask(): Promise<DatabaseTrouble | 'well'> {
    const client = this.client ?? (await this.connect())
    const { rows } = await client.query(
      "select current_setting('transaction_read_only') = 'on' as is_read_only",
    )
    if (rows[0].is_read_only) return 'read-only'
    if (!this.isDiskSuspect) return 'well'
    this.looksAtDisk += 1
    if (this.looksAtDisk % looksPerWrite !== 1) return this.trouble === 'full' ? 'full' : 'well'
    this.isDiskSuspect = await isFull(client)
    return this.isDiskSuspect ? 'full' : 'well'
  }

  private async connect(): Promise<Client> {
    const client = new Client({
      connectionString: this.given.connectionString,
      application_name: 'allclear presence',
      keepAlive: true,
      connectionTimeoutMillis: this.tickMs * mostTicks,
    })
    this.client = client
    client.on('error', () => {})
    // A server that ends says so at once.
    client.once('end', () => {
      if (this.client !== client || this.ticks !== null) return
      this.client = null
      void this.look(false)
    })
    await client.connect()
    return client
  }

  private drop(): void {
    const { client } = this
    this.client = null
    if (client) cutOff(client)
  }

  private settle(found: DatabaseTrouble | null, why: string): void {
    const before = this.trouble
    this.trouble = found
    if (found === null) {
      this.wellAt = new Date()
      if (before !== null) this.given.onWell()
    } else if (found !== before) this.given.onTrouble(found, this.wellAt, why)
  }
}

/** A server that refuses the table for another reason, such as a missing right, has room for all that we know. */
async function isFull(client: Client): Promise<boolean> {
  try {
    await client.query(tryWrite)
    return false
  } catch (error) {
    await client.query('rollback')
    return (error as { code?: string }).code === '53100'
  }
}
