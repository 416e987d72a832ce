import type { PoolClient } from 'pg'

/** Sends a question as the driver does. */
export type AskDriver = (...given: unknown[]) => unknown

/** The plans of a connection that outlive the question. */
export type Plans = {
  /** Begins a transaction with them. */
  begin(text: string): unknown
  /** Sends a question: by its name only within such a transaction. */
  ask(given: unknown[]): unknown
  /** The transaction ends. */
  end(): void
}

/**
 * A plan that is kept serves whatever it is asked with, and was made with what the tables held then: it goes by an index where there is
 * one, also where a table was small. Nothing of that holds beyond the transaction.
 */
const settings = 'set local plan_cache_mode = force_generic_plan; set local enable_seqscan = off'

/** "cached plan must not change result type", and all else that PostgreSQL cannot do. */
const resultChanged = '0A000'
/** A statement by this name is not there, or is there already: a pooler in between gives each transaction another connection. */
const ofPooler: ReadonlySet<unknown> = new Set(['26000', '42P05'])
/** Whether this process may give statements a name: until a pooler has refused one. */
let mayName = true

/**
 * Lets PostgreSQL keep the plans of questions that have a name (see kept-question.ts): planning them takes three times as long as answering.
 * Where a migration has changed a table meanwhile, the plans of the connection are made anew after the question that failed by it. Behind a
 * pooler that mixes up statements one question fails, and this process keeps no plans any more. say: told of that.
 */
export function keptPlans(client: PoolClient, ask: AskDriver, say: (sentence: string) => void): Plans {
  let isOn = false
  let isOutdated = false

  function note(error: Error & { code?: string }): void {
    if (error.code === resultChanged) isOutdated = true
    if (!ofPooler.has(error.code) || !mayName) return
    mayName = false
    say(
      `the database has mixed up a statement (${error.message}), as poolers do: plans are not kept any more`,
    )
  }

  return {
    begin(text) {
      isOn = true
      return ask(`${text}; ${settings}`)
    },
    ask(given) {
      const [question, ...rest] = given
      if (!isNamed(question)) return ask(...given)
      const isKept = mayName && (isOn || !question.name.startsWith(keptName))
      const answered = ask(isKept ? question : { ...question, name: '' }, ...rest)
      if (answered instanceof Promise) answered.catch(note)
      return answered
    },
    end() {
      isOn = false
      if (!isOutdated) return
      isOutdated = false
      const forgotten = ask('deallocate all') as Promise<unknown>
      forgotten.catch(() => {})
      forget(client)
    },
  }
}

/** How the names of those begin whose plan is kept only where the transaction says so. */
export const keptName = 'kept '

function isNamed(question: unknown): question is { name: string } {
  if (typeof question !== 'object' || question === null || !('name' in question)) return false
  return typeof question.name === 'string' && question.name !== ''
}

/** What the driver believes to be planned. Its types do not show it. */
function forget(client: PoolClient): void {
  const { connection } = client as unknown as { connection: { parsedStatements: object } }
  connection.parsedStatements = {}
}
