import { Client, type PoolClient } from 'pg'

/** How transactions begin that only read, and those that read first: see db/client.ts. */
const reading = 'begin isolation level repeatable read read only'
const beginnings: ReadonlySet<string> = new Set([reading, 'begin read write'])

type Begun = { answered: Promise<unknown>; isReading: boolean; failure: unknown }

/**
 * Makes a connection of a pool that pipelines send what is asked in one breath as one packet: each question by itself is a call of the
 * system that wakes PostgreSQL, which on a busy machine takes the processor from whoever has the next question ready. A transaction
 * of these two kinds begins with its first questions; one that only reads does not wait for its end either. Where a beginning
 * fails, so does all that comes after the first answer: nothing was written by then.
 */
export function sendInBreaths(client: PoolClient): void {
  const ask = (...given: unknown[]): unknown => Reflect.apply(Client.prototype.query, client, given)
  const send = together(client)
  let begun: Begun | null = null

  function begin(answered: Promise<unknown>, isReading: boolean): Promise<unknown> {
    const own: Begun = { answered, isReading, failure: undefined }
    begun = own
    answered.catch(error => {
      own.failure = error
    })
    return Promise.resolve(nothing)
  }

  /** Its end is only worth something where its beginning was. */
  function commit({ answered: beginning, isReading }: Begun, answered: Promise<unknown>): Promise<unknown> {
    if (!isReading) return Promise.all([answered, beginning])
    answered.catch(() => {})
    return beginning
  }

  function query(...given: unknown[]): unknown {
    const text = textOf(given[0])
    const own = begun
    if (text === 'commit' || text === 'rollback') begun = null
    else if (own?.failure !== undefined) return Promise.reject(own.failure)
    send()
    const answered = ask(...given)
    if (!(answered instanceof Promise)) return answered
    if (beginnings.has(text)) return begin(answered, text === reading)
    return own && text === 'commit' ? commit(own, answered) : answered
  }

  client.query = query as typeof client.query
}

/** Call it before each question: what is written until all that can go on has gone on goes out as one. */
function together(client: PoolClient): () => void {
  let isHeld = false
  return () => {
    if (isHeld) return
    isHeld = true
    const { stream } = client.connection
    stream.cork()
    process.nextTick(() => {
      isHeld = false
      stream.uncork()
    })
  }
}

const nothing = { rows: [], rowCount: 0, fields: [], command: '', oid: 0 }

function textOf(asked: unknown): string {
  const text = typeof asked === 'object' && asked !== null && 'text' in asked ? asked.text : asked
  return typeof text === 'string' ? text : ''
}
