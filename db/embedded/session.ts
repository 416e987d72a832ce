import { Client } from 'pg'
import type { ClusterPlace } from './place.ts'

const databaseName = 'allclear'

/** Sessions of supervisors, which watch the server and do not use it. */
export const watchName = 'allclear watch'

/** The address of a database of this place, over its socket. */
export function databaseAddress({ sockets }: ClusterPlace, database: string = databaseName): string {
  return `postgres://${databaseName}@localhost/${database}?host=${encodeURIComponent(sockets)}`
}

/** Whether the server answers; when it does, it has our database, made now where it was missing. */
export async function answers(place: ClusterPlace): Promise<boolean> {
  try {
    await withSession(place, async client => {
      await client.query("select pg_advisory_lock(hashtext('create database'))")
      const { rowCount } = await client.query('select from pg_database where datname = $1', [databaseName])
      if (rowCount === 0) await client.query(`create database ${databaseName}`)
    })
    return true
  } catch {
    return false
  }
}

/** How many sessions use the server, this one and the supervisors' not counted. */
export function countUsers(place: ClusterPlace): Promise<number> {
  return withSession(place, async client => {
    const { rows } = await client.query(
      `select count(*)::int as count from pg_stat_activity
       where backend_type = 'client backend' and application_name <> $1 and pid <> pg_backend_pid()`,
      [watchName],
    )
    return rows[0].count
  })
}

async function withSession<T>(place: ClusterPlace, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({
    connectionString: databaseAddress(place, 'postgres'),
    connectionTimeoutMillis: 2_000,
    query_timeout: 20_000,
  })
  // A connection that breaks fails the query, which is told by its promise.
  client.on('error', () => {})
  try {
    await client.connect()
    return await use(client)
  } finally {
    await client.end().catch(() => {})
  }
}
