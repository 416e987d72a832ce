import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { PgBoss } from 'pg-boss'
import { createPool, database } from '#db/client.ts'
import { startDatabase } from '#db/embedded.ts'
import { createQueues } from '#db/jobs.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { sealStored } from '#lib/flows/settings/seal-stored.ts'
import { seedDemo } from '#lib/flows/settings/seed-demo.ts'
import { holdTestKey } from '#tests/support/database/test-key.ts'
import { withDatabase } from './address.ts'
import { quickFolder } from './database/quick-folder.ts'

// The PostgreSQL of one test run: the one at TEST_DATABASE_URL, else a private one in a temporary folder. A program of
// its own, so that it tidies up when its input ends, however the test run ended: passed, Ctrl-C or killed.
// Prints one line when it is ready. Its databases: `<run>` is the template, `<run>_demo` the one with the demo hoster,
// `<run>_…` are the tests'.
const run = process.argv[2] ?? 'allclear_test'
const isWithDemo = process.argv[3] === 'demo'
const databaseUrl = process.env.TEST_DATABASE_URL
/** The pauses of the demo hoster, shorter still: no test is about their length. */
const shortPauses = { clearSeconds: 1, digestSeconds: 1 }
const dataDir = await mkdtemp(join(quickFolder(), 'allclear-test-'))
const server = await startDatabase({ dataDir, databaseUrl, log: () => {} })
const client = new Client({ connectionString: server.connectionString })
await client.connect()
let exitCode = 0
try {
  // Nothing in it outlives the run, so nothing has to reach the disk, and nothing has to be tidied up.
  if (!databaseUrl)
    for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit', 'autovacuum'])
      await turnOff(setting)
  await client.query(`create database ${run}`)
  await fillTemplate(withDatabase(server.connectionString, run))
  const token = isWithDemo ? await makeDemo(`${run}_demo`) : ''
  const inputEnded = new Promise(resolve => process.stdin.resume().once('end', resolve))
  console.log(JSON.stringify({ address: server.connectionString, token }))
  await inputEnded
} catch (error) {
  console.error(error)
  exitCode = 1
} finally {
  if (databaseUrl) await dropAll()
  await client.end()
  await server.stop()
  await rm(dataDir, { recursive: true, force: true })
}
process.exit(exitCode)

async function turnOff(setting: string): Promise<void> {
  await client.query(`alter system set ${setting} = off`)
  await client.query('select pg_reload_conf()')
}

/** The whole schema, the job runner's too. */
async function fillTemplate(connectionString: string): Promise<void> {
  await migrateDatabase(connectionString, () => {})
  const boss = new PgBoss({ connectionString, supervise: false, schedule: false, max: 1 })
  await boss.start()
  await createQueues(boss)
  await boss.stop({ graceful: false })
}

/** The template with the demo hoster. Returns the token of its source. */
async function makeDemo(name: string): Promise<string> {
  await client.query(`create database ${name} template ${run} strategy file_copy`)
  const pool = createPool(withDatabase(server.connectionString, name))
  holdTestKey()
  await sealStored(database(pool), new Date(), () => {})
  const { token } = await seedDemo(database(pool), new Date())
  await pool.query("update settings set value = value || $1 where key = 'policy'", [shortPauses])
  await pool.end()
  return token
}

async function dropAll(): Promise<void> {
  const { rows } = await client.query('select datname from pg_database where starts_with(datname, $1)', [run])
  for (const { datname } of rows) await client.query(`drop database if exists ${datname} with (force)`)
}
