import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ParsedMail, simpleParser } from 'mailparser'
import { createPool, type Database, database } from '#db/client.ts'
import { startDatabase } from '#db/embedded.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { loadKey } from '#lib/flows/settings/load-key.ts'
import { sealStored } from '#lib/flows/settings/seal-stored.ts'
import { seedDemo } from '#lib/flows/settings/seed-demo.ts'
import { copyDatabase } from '#tests/support/database/copy-database.ts'
import { holdTestKey, testKeyText } from '#tests/support/database/test-key.ts'
import { servingArguments } from '../../scripts/demo/serving.ts'
import { freePort } from './free-port.ts'
import { measure } from './measure.ts'
import { until } from './until.ts'

/** Nobody waits longer for an answer. */
const answerMs = 10_000

/** Where a running product is reached. */
export type ProductPlace = { siteUrl: string; token: string; dataDir: string; connectionString: string }

/** A running product, as tests speak to it. */
export type ProductVisit = ReturnType<typeof visitProduct>

/** The product as a process of its own, which may be killed. */
export type Product = Awaited<ReturnType<typeof startProduct>>

/** A PostgreSQL that has the demo hoster as a template: see cluster.ts. */
export type DemoServer = { address: string; demo: { template: string; token: string } | null }

/**
 * Starts the product as `npm run demo` does: the built site on a free port, the demo hoster, mail to files.
 * TEST_HOST_NAME: how it is reached, where that is no number. server: its database is a copy there. Without it, it has a PostgreSQL of its own. folder: the
 * built tree that is started. through: the address by which the product is to reach its database, while the tests use its own.
 */
export async function startProduct(
  given: Record<string, string> = {},
  server?: DemoServer,
  folder = process.cwd(),
  through: (connectionString: string) => Promise<string> = async whole => whole,
) {
  const { TEST_HOST_NAME: hostName = '127.0.0.1', ...environment } = given
  const dataDir = await mkdtemp(join(tmpdir(), 'allclear-'))
  const port = await freePort()
  const siteUrl = `http://${hostName}:${port}`
  const stored = server ? await copyDemo(server) : await ownDemo(dataDir)
  const { token, connectionString } = stored
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    PORT: String(port),
    HOST: '127.0.0.1',
    SITE_URL: siteUrl,
    DATA_DIR: dataDir,
    ...stored.environment,
    ...reachedBy(await through(connectionString), connectionString),
    ...environment,
  }
  const spawnApp = () => spawnServer(env, outputFile(dataDir), folder)
  let app = spawnApp()
  await answering(app, siteUrl, dataDir).catch(async error => {
    // A connection or a server that is left would keep the PostgreSQL of the tests from ending.
    await stored.remove()
    throw error
  })
  const place: ProductPlace = { siteUrl, token, dataDir, connectionString }
  const visited = visitProduct(place)

  return {
    ...visited,
    place,
    pid: () => app.process.pid ?? 0,
    async kill() {
      app.process.kill('SIGKILL')
      await app.exited
    },
    /** Asks it to end, as a deploy does. Returns its exit code. */
    async end() {
      app.process.kill('SIGTERM')
      return app.exited
    },
    /** A second process of the same site, on a port of its own. */
    async beside() {
      const own = await freePort()
      const other = spawnServer({ ...env, PORT: String(own) }, outputFile(dataDir), folder)
      const address = `http://127.0.0.1:${own}`
      await answering(other, address, dataDir)
      return { siteUrl: address, end: () => other.process.kill('SIGKILL') }
    },
    async restart() {
      app = spawnApp()
      await answering(app, siteUrl, dataDir)
    },
    /** Ends it and removes all that it has kept, so nothing has to be brought to a good end. */
    async stop() {
      app.process.kill('SIGKILL')
      await app.exited
      await visited.leave()
      await stored.remove()
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** A product that runs already. */
export function visitProduct({ siteUrl, token, dataDir, connectionString }: ProductPlace) {
  const pool = createPool(connectionString)
  const db: Database = database(pool)
  const read: ReadMails = new Map()
  return {
    siteUrl,
    token,
    dataDir,
    db,
    /** Sends one alert in the native schema, and returns the parsed answer. */
    async alert(facts: Record<string, unknown>) {
      const response = await fetch(`${siteUrl}/api/alerts/generic`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ version: 1, alerts: [facts] }),
        // A request that a killed process took is never answered.
        signal: AbortSignal.timeout(answerMs),
      })
      return { status: response.status, body: await response.json() }
    },
    mails: () => readOutbox(dataDir, read),
    output: () => readFileSync(outputFile(dataDir), 'utf8'),
    leave: () => pool.end(),
  }
}

/** A copy of the demo hoster on the PostgreSQL of the tests. */
async function copyDemo({ address, demo }: DemoServer) {
  if (!demo) throw new Error('The PostgreSQL of these tests has no demo hoster: see vitest.config.ts.')
  holdTestKey()
  const { connectionString, drop } = await copyDatabase(address, demo.template)
  return {
    token: demo.token,
    connectionString,
    environment: { DATABASE_URL: connectionString, ALLCLEAR_KEY: testKeyText },
    remove: drop,
  }
}

/** A PostgreSQL below the data directory, with the demo hoster. */
async function ownDemo(dataDir: string) {
  const server = await startDatabase({ dataDir, log: () => {} })
  const { connectionString } = server
  await migrateDatabase(connectionString, () => {})
  const pool = createPool(connectionString)
  await loadKey(database(pool), { dataDir, key: undefined }, () => {})
  await sealStored(database(pool), new Date(), () => {})
  const { token } = await seedDemo(database(pool), new Date())
  await pool.end()
  return {
    token,
    connectionString,
    environment: {},
    remove: () => server.stop(),
  }
}

/** Only who goes another way has to name it: a private PostgreSQL is found by its folder. */
function reachedBy(address: string, own: string): Record<string, string> {
  return address === own ? {} : { DATABASE_URL: address }
}

function outputFile(dataDir: string): string {
  return join(dataDir, 'output.txt')
}

function spawnServer(env: Record<string, string | undefined>, path: string, cwd: string) {
  const output = openSync(path, 'a', 0o600)
  const app: ChildProcess = spawn(process.execPath, servingArguments, {
    cwd,
    env: env as NodeJS.ProcessEnv,
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  const exited = new Promise<number | null>(resolve => app.once('exit', resolve))
  return { process: app, exited }
}

/** How long a start may take: runs of an hour go on beside others, which may leave it a tenth of a core. */
const startWithinMs = measure(180_000, 60_000)

/** Waits until a process answers. What it has said goes with the failure: nobody sees it later. */
async function answering(
  { process: app }: ReturnType<typeof spawnServer>,
  siteUrl: string,
  dataDir: string,
): Promise<void> {
  const hasEnded = () => app.exitCode !== null || app.signalCode !== null
  const isOver = async () => hasEnded() || (await isUp(siteUrl))
  const failure = await until(isOver, `${siteUrl} answers`, startWithinMs).then(
    () => (hasEnded() ? 'It has ended.' : null),
    String,
  )
  if (failure === null) return
  // Nobody else knows of it, and it would work on for ever.
  app.kill('SIGKILL')
  const said = readFileSync(outputFile(dataDir), 'utf8').trimEnd().split('\n').slice(-20)
  throw new Error(`The site at ${siteUrl} does not answer. ${failure} It has said last:\n${said.join('\n')}`)
}

async function isUp(siteUrl: string): Promise<boolean> {
  const response = await fetch(siteUrl, { signal: AbortSignal.timeout(answerMs) }).catch(() => undefined)
  return response?.status === 200
}

/** The mails that were read before, by the name of their file: none changes, and who waits for one looks often. */
type ReadMails = Map<string, Promise<ParsedMail>>

async function readOutbox(dataDir: string, read: ReadMails): Promise<ParsedMail[]> {
  const folder = join(dataDir, 'outbox')
  const names = await readdir(folder).catch(() => [])
  const files = names.filter(name => name.endsWith('.eml')).sort()
  for (const name of files) if (!read.has(name)) read.set(name, readMail(join(folder, name)))
  return Promise.all(files.flatMap(name => read.get(name) ?? []))
}

async function readMail(path: string): Promise<ParsedMail> {
  return simpleParser(await readFile(path))
}
