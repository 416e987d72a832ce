import { Client, type PoolClient } from 'pg'
import { type AskDriver, keptPlans } from './kept-plans.ts'

/** How transactions begin that only read, and those that read first: see db/client.ts. */
const reading = 'begin isolation level repeatable read read only'
const readingByPlan = `${reading} not deferrable`
const decidingByPlan = 'begin read write not deferrable'
const readings: ReadonlySet<string> = new Set([reading, readingByPlan])
const byPlan: ReadonlySet<string> = new Set([readingByPlan, decidingByPlan])

type Begun = { answered: Promise<unknown>; isReading: boolean; failure: unknown }

/**
 * Makes a connection of a pool that pipelines send what is asked in one breath as one packet: each question by itself is a call of the
 * system that wakes PostgreSQL, which on a busy machine takes the processor from whoever has the next question ready. A transaction
 * of these kinds begins with its first questions; one that only reads does not wait for its end either. Where a beginning
 * fails, so does all that comes after the first answer: nothing was written by then. say: told of what an operator has to know.
 */
export function sendInBreaths(client: PoolClient, say: (sentence: string) => void): void {
  const ask: AskDriver = (...given) => Reflect.apply(Client.prototype.query, client, given)
  const send = together(client)
  const plans = keptPlans(client, ask, say)
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
    send()
    if (readings.has(text) || text === decidingByPlan) {
      const answered = byPlan.has(text) ? plans.begin(text) : ask(...given)
      return begin(answered as Promise<unknown>, readings.has(text))
    }
    if (text === 'commit' || text === 'rollback') begun = null
    else if (own?.failure !== undefined) return Promise.reject(own.failure)
    const answered = plans.ask(given)
    if (text === 'commit' || text === 'rollback') plans.end()
    if (!(answered instanceof Promise)) return answered
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
