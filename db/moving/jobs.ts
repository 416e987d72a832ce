import type { Readable } from 'node:stream'
import type { Client } from 'pg'
import { PgBoss } from 'pg-boss'
import { createQueues, queuesOnce } from '#db/jobs.ts'
import { copyOf } from './rows.ts'

/** Where jobs that have moved are asked for anew. */
export type MovedJobs = {
  /** Asks for what has arrived, in the transaction of this session. Returns how many jobs that were. */
  add(client: Client): Promise<number>
  close(): Promise<void>
}

const mostAtOnce = 1_000

/**
 * What waits to be done once, or was begun and not finished, as JSON: queue, data, startAfter. Returns null where no jobs were
 * ever kept. What comes again with its time is left out: each start asks for that itself.
 */
export async function copyJobs(client: Client): Promise<Readable | null> {
  const { rows } = await client.query("select to_regclass('pgboss.job') is not null as is_there")
  if (!rows[0].is_there) return null
  const names = queuesOnce.map(name => client.escapeLiteral(name)).join(', ')
  return copyOf(
    client,
    `select json_build_object('queue', name, 'data', data, 'startAfter', start_after) from pgboss.job
     where state in ('created', 'retry', 'active') and name in (${names})`,
  )
}

/** Makes what jobs are kept in, where it is missing, and runs none. */
export async function openJobs(connectionString: string): Promise<MovedJobs> {
  const boss = new PgBoss({
    connectionString,
    max: 2,
    supervise: false,
    schedule: false,
    application_name: 'allclear moving',
  })
  // What fails is told by its promise.
  boss.on('error', () => {})
  await boss.start()
  await createQueues(boss)
  return {
    async add(client) {
      const db = {
        executeSql: (text: string, values?: unknown[]) => client.query(text, values as unknown[]),
      }
      let count = 0
      for (const queue of queuesOnce) {
        const { rows } = await client.query(
          "select line->'data' as data, line->>'startAfter' as at from arriving where line->>'queue' = $1",
          [queue],
        )
        const jobs = rows.map(({ data, at }) => ({ data, startAfter: new Date(at) }))
        for (let i = 0; i < jobs.length; i += mostAtOnce)
          await boss.insert(queue, jobs.slice(i, i + mostAtOnce), { db })
        count += jobs.length
      }
      return count
    },
    close: () => boss.stop({ graceful: false }),
  }
}
