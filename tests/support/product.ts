import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type ParsedMail, simpleParser } from 'mailparser'
import { createPool, database } from '#db/client.ts'
import { startDatabase } from '#db/embedded.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { loadKey } from '#lib/flows/settings/load-key.ts'
import { sealStored } from '#lib/flows/settings/seal-stored.ts'
import { seedDemo } from '#lib/flows/settings/seed-demo.ts'
import { until } from './until.ts'

/** Nobody waits longer for an answer. */
const answerMs = 10_000

export type Product = Awaited<ReturnType<typeof startProduct>>

/** Starts the product as `npm run demo` does: the built site on a free port, its own PostgreSQL, the demo hoster, mail to files. */
export async function startProduct(environment: Record<string, string> = {}) {
  const dataDir = await mkdtemp(join(tmpdir(), 'allclear-'))
  const port = await freePort()
  const siteUrl = `http://127.0.0.1:${port}`
  const server = await startDatabase({ dataDir, log: () => {} })
  await migrateDatabase(server.connectionString, () => {})
  const pool = createPool(server.connectionString)
  await loadKey(database(pool), { dataDir, key: undefined }, () => {})
  await sealStored(database(pool), new Date(), () => {})
  const { token } = await seedDemo(database(pool), new Date())
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    PORT: String(port),
    HOST: '127.0.0.1',
    SITE_URL: siteUrl,
  }
  let app = spawnApp({ ...env, DATA_DIR: dataDir, SITE_NAME: 'Example Hosting', ...environment })
  await until(() => isUp(siteUrl), 'the site answers', 60_000)

  return {
    siteUrl,
    token,
    dataDir,
    db: database(pool),
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
    mails: () => readOutbox(dataDir),
    output: () => app.output(),
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
    async restart() {
      app = spawnApp({ ...env, DATA_DIR: dataDir, SITE_NAME: 'Example Hosting', ...environment })
      await until(() => isUp(siteUrl), 'the site answers again', 60_000)
    },
    async stop() {
      app.process.kill('SIGTERM')
      await app.exited
      await pool.end()
      await server.stop()
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

function spawnApp(env: Record<string, string | undefined>) {
  const lines: string[] = []
  const app: ChildProcess = spawn(process.execPath, ['server.ts'], { env: env as NodeJS.ProcessEnv })
  app.stdout?.on('data', chunk => lines.push(String(chunk)))
  app.stderr?.on('data', chunk => lines.push(String(chunk)))
  const exited = new Promise<number | null>(resolve => app.once('exit', resolve))
  return { process: app, exited, output: () => lines.join('') }
}

async function isUp(siteUrl: string): Promise<boolean> {
  const response = await fetch(siteUrl, { signal: AbortSignal.timeout(answerMs) }).catch(() => undefined)
  return response?.status === 200
}

async function readOutbox(dataDir: string): Promise<ParsedMail[]> {
  const folder = join(dataDir, 'outbox')
  const names = await readdir(folder).catch(() => [])
  const files = names.filter(name => name.endsWith('.eml')).sort()
  return Promise.all(files.map(async name => simpleParser(await readFile(join(folder, name)))))
}

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve))
  const address = probe.address()
  await new Promise(resolve => probe.close(resolve))
  if (address === null || typeof address === 'string') throw new Error('The probe has no port.')
  return address.port
}
