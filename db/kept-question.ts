import { type Placeholder, sql } from 'drizzle-orm'
import { drizzle, type NodePgDatabase, NodePgSession } from 'drizzle-orm/node-postgres'
import type { PoolClient } from 'pg'

/** What a question is asked with, by name. */
type Given = Readonly<Record<string, string | number | boolean | Date | readonly string[] | null>>

/** Where each of it stands in the question. */
export type AskedWith<G extends Given> = { readonly [Name in keyof G]: Placeholder }

type Prepared<Row> = { execute(values?: Record<string, unknown>): Promise<Row[]> }
type Question<Row> = { prepare(name: string): Prepared<Row> }

/** Whom the question that is being sent is for: it is sent within one call. */
let asked: Pick<PoolClient, 'query'> | null = null

const sender = {
  query: (...given: Parameters<PoolClient['query']>) => asked?.query(...given),
}
const builder = drizzle(sender as unknown as PoolClient, { casing: 'snake_case' })

/**
 * A question whose SQL is written once and not each time: for those that an alert waits for, since writing one takes as long as all else
 * that we do for it. What is different each time stands in it by its name in `places`, a list of texts as `any(${places.x}::text[])`; nothing of
 * what `build` makes may depend on anything else. It is sent when it is called.
 */
export function keptQuestion<G extends Given, Row>(
  build: (db: NodePgDatabase, places: AskedWith<G>) => Question<Row>,
): (db: NodePgDatabase, given: G) => Promise<Row[]> {
  const places = new Proxy({} as AskedWith<G>, { get: (_, name) => sql.placeholder(String(name)) })
  let kept: Prepared<Row> | undefined
  return (db, given) => {
    const { session } = db._
    // Another copy of the library's code made it.
    if (!(session instanceof NodePgSession)) return build(db, places).prepare('').execute(given)
    kept ??= build(builder, places).prepare('')
    // biome-ignore lint/complexity/useLiteralKeys: the library keeps its connection to itself.
    asked = session['client'] as PoolClient
    try {
      return kept.execute(given)
    } finally {
      asked = null
    }
  }
}
