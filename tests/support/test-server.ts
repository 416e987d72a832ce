import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { startDatabase } from '#db/embedded.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { withDatabase } from './address.ts'

// The PostgreSQL of one test run: the one at TEST_DATABASE_URL, else a private one in a temporary folder. A program of
// its own, so that it tidies up when its input ends, however the test run ended: passed, Ctrl-C or killed.
// Prints one line when it is ready. Its databases: `<run>` is the template, `<run>_…` are the tests'.
const run = process.argv[2] ?? 'allclear_test'
const databaseUrl = process.env.TEST_DATABASE_URL
const dataDir = await mkdtemp(join(tmpdir(), 'allclear-test-'))
const server = await startDatabase({ dataDir, databaseUrl, log: () => {} })
const client = new Client({ connectionString: server.connectionString })
await client.connect()
let exitCode = 0
try {
  // Nothing in it outlives the run, so nothing has to reach the disk.
  if (!databaseUrl)
    for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit']) await turnOff(setting)
  await client.query(`create database ${run}`)
  await migrateDatabase(withDatabase(server.connectionString, run), () => {})
  const inputEnded = new Promise(resolve => process.stdin.resume().once('end', resolve))
  console.log(server.connectionString)
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

async function dropAll(): Promise<void> {
  const { rows } = await client.query('select datname from pg_database where starts_with(datname, $1)', [run])
  for (const { datname } of rows) await client.query(`drop database if exists ${datname} with (force)`)
}
