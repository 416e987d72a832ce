import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Pool } from 'pg'
import { listenForChanges } from '#db/changes/listen-for-changes.ts'
import { createPool, database as typed } from '#db/client.ts'
import { startDatabase } from '#db/embedded.ts'
import { readQueues } from '#db/reads/telemetry/queues.ts'
import { closeDataDir } from '#lib/data-dir.ts'
import { env } from '#lib/env.ts'
import { logFault } from '#lib/faults/fault.ts'
import { findIntake } from '#lib/flows/alerts/find-intake.ts'
import { loadKey } from '#lib/flows/settings/load-key.ts'
import type { Handler } from '#lib/front/exchange.ts'
import { answerHealth, setReadiness } from '#lib/front/health.ts'
import { openFront } from '#lib/front/open-front.ts'
import { sendMalformed } from '#lib/front/plain-answer.ts'
import { answerRender } from '#lib/front/request/answer-render.ts'
import { captureConsole } from '#lib/log/capture-console.ts'
import { log } from '#lib/log/log.ts'
import { logNoticed } from '#lib/log/security.ts'
import { openMirrors } from '#lib/mirror/open-mirrors.ts'
import { getShared, type PageChange, setShared } from '#lib/shared.ts'
import type { Looked } from '#lib/telemetry/metrics.ts'
import { openMetrics } from '#lib/telemetry/open-metrics.ts'
import { openTraces } from '#lib/telemetry/open-traces.ts'

/** How long requests in flight may take to finish when the process is asked to end. */
const drainMs = 10_000
/** What hangs after that does not keep the process: all that counts is in the database. */
const longestEndMs = 30_000

/** No agent minds half a second, and thousands of them share the wait for the disk. */
const heartbeatGapMs = 500

const isDevelopment = env.NODE_ENV === 'development'

/** What is stopped also where a start fails. */
let stopDatabase: () => Promise<void> = async () => {}

// In development the framework shows in its own way where a mistake is.
if (!isDevelopment) captureConsole(logFault)
logNoticed()
process.on('uncaughtExceptionMonitor', error =>
  log.fatal('the process ends by a fault of ours', { err: error }),
)

try {
  await run()
} catch (error) {
  // What may be expected, such as a port that is taken, is said in a sentence: its stack tells nothing.
  const isExpected = error instanceof Error && error.constructor === Error
  log.fatal(error instanceof Error ? error.message : String(error), isExpected ? {} : { err: error })
  await stopDatabase().catch(() => {})
  process.exit(1)
}

async function run(): Promise<void> {
  const endTraces = await openTraces()
  const { DATA_DIR: dataDir, DATABASE_URL: databaseUrl } = env
  await closeDataDir(dataDir, mayPass(), log.info)
  const database = await startDatabase({ dataDir, databaseUrl, log: log.info })
  stopDatabase = () => database.stop()
  const { connectionString } = database
  const pool = createPool(connectionString)
  await loadKey(typed(pool), { dataDir: env.DATA_DIR, key: env.ALLCLEAR_KEY }, log.info)
  const sockets = makeSockets()
  const socketPath = join(sockets, 'next')

  // The port is taken first, so that a second process ends before it works on the same database.
  const prepared = Promise.withResolvers<Handler>()
  let answer: Handler = (request, response) =>
    answerHealth(request, response) || prepared.promise.then(ready => ready(request, response))
  const outer = createServer((request, response) => answer(request, response))
  const site = await openNext(outer)
  const handle = site.getRequestHandler() as Handler
  const inner = await listen(createServer(answerRender(handle)), socketPath)
  const front = openFront({ pool, findIntake, next: handle, socketPath })
  const mirrors = openMirrors({ connectionString, db: typed(pool), front: front.copied })
  const refresh = (change: PageChange) => front.refresh(change).then(() => mirrors.note(change.paths))
  const warnings = () => front.watch.warnings()
  setShared({ connectionString, pool, pages: { refresh }, warnings, heartbeatGapMs })
  await listen(outer, env.PORT, env.HOST)
  outer.on('clientError', sendMalformed)
  await site.prepare()
  await front.prepare()
  const metrics = await openMetrics(lookedAt(pool, front.looked))
  answer = metrics.before(front.answerWith())
  prepared.resolve(answer)
  setReadiness(true)
  mirrors.start()
  const changes = listenForChanges({
    connectionString: database.connectionString,
    onChange: change => void refresh(change),
  })
  log.info(`ready at ${env.SITE_URL}`)

  endWhenAsked(async () => {
    setReadiness(false)
    front.close()
    await close(outer)
    await getShared().stopWorkers?.()
    await Promise.all([changes.close(), mirrors.stop()])
    inner.closeAllConnections()
    inner.close()
    metrics.close()
    await Promise.all([pool.end(), endTraces()])
    await database.stop()
    rmSync(sockets, { recursive: true, force: true })
  })
}

/** Where Next is asked, by this process alone. */
function makeSockets(): string {
  const sockets = mkdtempSync(join(tmpdir(), 'allclear-next-'))
  chmodSync(sockets, 0o700)
  return sockets
}

function lookedAt(pool: Pool, { liveReaders, pages }: Pick<Looked, 'liveReaders' | 'pages'>): Looked {
  return {
    liveReaders,
    pages,
    pool: () => ({ total: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    readQueues: () => readQueues(typed(pool), new Date()),
  }
}

/** In development Next also hears at the outer server who wants to be told of changes. */
async function openNext(outer: Server) {
  // Loaded late: a start that cannot succeed says so before.
  const { default: next } = await import('next')
  return next({ dev: isDevelopment, hostname: env.HOST, port: env.PORT, httpServer: outer })
}

function endWhenAsked(end: () => Promise<void>): void {
  let isEnding = false
  const begin = async () => {
    if (isEnding) process.exit(1)
    isEnding = true
    log.info('ending: finishing what is under way …')
    setTimeout(giveUp, longestEndMs).unref()
    await end()
    process.exit(0)
  }
  process.on('SIGTERM', begin)
  process.on('SIGINT', begin)
}

/** Whether another user runs the private PostgreSQL in the data directory. */
function mayPass(): boolean {
  return process.getuid?.() === 0 && !env.DATABASE_URL
}

function giveUp(): void {
  log.fatal(`did not end within ${longestEndMs / 1000} s and is cut off; nothing accepted is lost.`)
  process.exit(1)
}

function listen(server: Server, at: string | number, host?: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = `Port ${at} on ${host} is in use: end the other program, or set PORT to another one.`
      const denied = `Port ${at} on ${host} may not be opened by this user (${error.code}): set PORT to one above 1023, or HOST to an address of this machine.`
      reject(error.code === 'EADDRINUSE' ? new Error(taken) : host ? new Error(denied) : error)
    })
    server.listen(typeof at === 'string' ? { path: at } : { port: at, host }, () => resolve(server))
  })
}

/** Stops accepting, and waits for requests in flight, at most drainMs. */
function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(() => server.closeAllConnections(), drainMs)
    server.close(() => {
      clearTimeout(timer)
      resolve()
    })
    server.closeIdleConnections()
  })
}
