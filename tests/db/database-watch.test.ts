import { Client } from 'pg'
import { describe, expect, it, onTestFinished } from 'vitest'
import { DatabaseWatch } from '#db/absence/watch-database.ts'
import { testDatabase } from '#tests/support/database.ts'
import { startProxyTo } from '#tests/support/tcp-proxy.ts'
import { until } from '#tests/support/until.ts'

/** Where the watch has to connect anew, a busy machine gets its time. */
const patientMs = 1_000

/** Watches over a database of its own, by a proxy that may misbehave. */
async function watched(tickMs = 100) {
  const { connectionString } = await testDatabase()
  const proxy = await startProxyTo(connectionString, 0)
  const said: string[] = []
  const watch = new DatabaseWatch({
    connectionString: proxy.address,
    onTrouble: trouble => void said.push(trouble),
    onWell: () => void said.push('well'),
    tickMs,
  })
  onTestFinished(async () => {
    watch.end()
    await proxy.close()
  })
  const administer = async (statement: string) => {
    const client = new Client({ connectionString })
    await client.connect()
    const { rowCount } = await client.query(statement)
    await client.end()
    return rowCount
  }
  const sessions =
    "select from pg_stat_activity where application_name = 'allclear presence' and datname = current_database()"
  const isConnected = () => until(async () => (await administer(sessions)) === 1, 'the watch is connected')
  await isConnected()
  return { proxy, said, watch, administer, isConnected }
}

describe('the watch over the database', () => {
  it.each(['swallow', 'refuse'] as const)(
    'says once that it is silent (%s), and once that it is well',
    async mood => {
      const { proxy, said } = await watched()
      await proxy.turn(mood)
      await until(() => said.length > 0, 'it is said')
      await proxy.turn('open')
      await until(() => said.length > 1, 'it is well again')
      expect(said).toEqual(['silent', 'well'])
    },
  )

  it('says nothing of a connection that an administrator ends', async () => {
    const { said, administer, isConnected } = await watched(patientMs)
    const ended = await administer(
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'allclear presence' and datname = current_database()",
    )
    expect(ended).toBe(1)
    await isConnected()
    expect(said).toEqual([])
  })

  it('says that it takes no writes, and when it does again', async () => {
    const { said, administer } = await watched(patientMs)
    const end =
      "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'allclear presence' and datname = current_database()"
    const turn = (state: string) =>
      administer(
        `do $$ begin execute format('alter database %I set default_transaction_read_only = ${state}', current_database()); end $$`,
      )
    await turn('on')
    await administer(end)
    await until(() => said.length > 0, 'it is said')
    // Whoever undoes it has to write.
    await administer(
      `begin read write; do $$ begin execute format('alter database %I set default_transaction_read_only = off', current_database()); end $$; commit`,
    )
    await administer(end)
    await until(() => said.length > 1, 'it is well again')
    expect(said).toEqual(['read-only', 'well'])
  })

  it('tries a write where one has failed for want of room, and finds that there is room', async () => {
    const { said, watch } = await watched()
    watch.suspectDisk()
    await until(() => !(watch as unknown as { isDiskSuspect: boolean }).isDiskSuspect, 'it has tried')
    expect(said).toEqual([])
  })
})
