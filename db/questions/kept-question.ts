import { createHash } from 'node:crypto'
import { fillPlaceholders, type Placeholder, type Query, type SQL, sql } from 'drizzle-orm'
import { drizzle, type NodePgDatabase, NodePgSession } from 'drizzle-orm/node-postgres'
import { PgDialect } from 'drizzle-orm/pg-core'
import type { PoolClient, QueryResult } from 'pg'
import { keptName } from './kept-plans.ts'

/** What a question is asked with, by name. */
type Given = Readonly<Record<string, string | number | boolean | Date | readonly string[] | null>>

/** Where each of it stands in the question. */
export type AskedWith<G extends Given> = { readonly [Name in keyof G]: Placeholder }

type Prepared<Row> = { execute(values?: Record<string, unknown>): Promise<Row[]> }
type Question<Row> = { prepare(name: string): Prepared<Row>; toSQL(): Query; getSQL(): SQL }

/** Whom the question that is being sent is for: it is sent within one call. */
let asked: Pick<PoolClient, 'query'> | null = null

const sender = {
  query: (...given: Parameters<PoolClient['query']>) => asked?.query(...given),
}
const builder = drizzle(sender as unknown as PoolClient, { casing: 'snake_case' })

function placesOf<G extends Given>(): AskedWith<G> {
  return new Proxy({} as AskedWith<G>, { get: (_, name) => sql.placeholder(String(name)) })
}

/** By what it asks: another copy of this code may ask the same on the same connection. */
function nameOf(text: string): string {
  return keptName + createHash('sha256').update(text).digest('base64url').slice(0, 16)
}

function prepared<Row>(question: Question<Row>): Prepared<Row> {
  const withConstants = withConstantsWrittenOut(question)
  return withConstants.prepare(nameOf(withConstants.toSQL().sql))
}

/**
 * The same with all that never differs in its text: a plan that is kept knows nothing of parameters, so it would use no index that is of
 * open incidents alone, and look through all that ever were.
 */
function withConstantsWrittenOut<Row>(question: Question<Row>): Question<Row> {
  const written = question.getSQL.bind(question)
  return Object.assign(question, { getSQL: () => written().inlineParams() })
}

/**
 * A question whose SQL is written once and not each time: for those that an alert waits for, since writing one takes as long as all else
 * that we do for it. What is different each time stands in it by its name in `places`, a list of texts as `any(${places.x}::text[])`; nothing of
 * what `build` makes may depend on anything else. It is sent when it is called. Where the transaction keeps plans (db/questions/kept-plans.ts), so is its own.
 */
export function keptQuestion<G extends Given, Row>(
  build: (db: NodePgDatabase, places: AskedWith<G>) => Question<Row>,
): (db: NodePgDatabase, given: G) => Promise<Row[]> {
  const places = placesOf<G>()
  let kept: Prepared<Row> | undefined
  return (db, given) => {
    const { session } = db._
    // Another copy of the library's code made it.
    if (!(session instanceof NodePgSession)) return build(db, places).prepare('').execute(given)
    kept ??= prepared(build(builder, places))
    asked = connectionOf(session)
    try {
      return kept.execute(given)
    } finally {
      asked = null
    }
  }
}

const dialect = new PgDialect({ casing: 'snake_case' })

/** The same for a statement that the library has no words for, and one that writes. */
export function keptStatement<G extends Given, Row extends object>(
  build: (places: AskedWith<G>) => SQL,
): (tx: NodePgDatabase, given: G) => Promise<Row[]> {
  let kept: { text: string; params: unknown[] } | undefined
  return async (tx, given) => {
    kept ??= textOf(build(placesOf<G>()).inlineParams())
    const { rows } = await askKept(tx, kept.text, fillPlaceholders(kept.params, given))
    return rows
  }
}

function textOf(statement: SQL) {
  const { sql: text, params } = dialect.sqlToQuery(statement)
  return { text, params }
}

const names = new Map<string, string>()

/** The same for a text that is always the same, with values for $1 and so on. */
export function askKept(tx: NodePgDatabase, text: string, values: readonly unknown[]): Promise<QueryResult> {
  const name = names.get(text) ?? nameOf(text)
  names.set(text, name)
  return connectionOf(tx._.session).query({ name, text, values: [...values] })
}

/** The same for one whose plan is the same whatever the tables hold: each connection plans it once. It has its name to itself. */
export function askAlways(
  db: NodePgDatabase,
  { name, text }: { name: string; text: string },
  values: readonly unknown[],
): Promise<QueryResult> {
  return connectionOf(db._.session).query({ name, text, values: [...values] })
}

function connectionOf(session: unknown): Pick<PoolClient, 'query'> {
  // The library keeps it to itself.
  return (session as { client: PoolClient }).client
}
