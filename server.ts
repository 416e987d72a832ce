import { rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { dirname } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type RunningDatabase, startDatabase } from '#db/embedded.ts'
import { refuseUnknownSteps } from '#db/migrate.ts'
import { closeDataDir } from '#lib/data-dir.ts'
import { env } from '#lib/env.ts'
import { logFault } from '#lib/faults/fault.ts'
import { absenceWarnings, keepWatch } from '#lib/faults/keep-watch.ts'
import type { Handler } from '#lib/front/exchange.ts'
import { answerHealth, setReadiness } from '#lib/front/health.ts'
import { sendMalformed } from '#lib/front/plain-answer.ts'
import { answerRender } from '#lib/front/request/answer-render.ts'
import { captureConsole } from '#lib/log/capture-console.ts'
import { log } from '#lib/log/log.ts'
import { logNoticed } from '#lib/log/security.ts'
import { connectionsOf, mailConnectionsOf } from '#lib/processes/connections.ts'
import { type Door, openDoor } from '#lib/processes/door.ts'
import { heedEnd, type Leave } from '#lib/processes/ending.ts'
import { keepFormsOfSiblings } from '#lib/processes/kept-forms.ts'
import { lead } from '#lib/processes/lead.ts'
import { checkPort, listen } from '#lib/processes/listen.ts'
import { Processes } from '#lib/processes/processes.ts'
import { shareLimits } from '#lib/processes/share-limits.ts'
import { isOneOfSeveral, tellLeader } from '#lib/processes/siblings.ts'
import { makeSocketPath } from '#lib/processes/socket-path.ts'
import { getShared, setShared } from '#lib/shared.ts'
import { lookedAt } from '#lib/telemetry/looked-at.ts'
import { openMetrics } from '#lib/telemetry/open-metrics.ts'
import { openTraces } from '#lib/telemetry/open-traces.ts'

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

const leaveMs = env.DRAIN_SECONDS * 1000
/** Of all processes together, where nothing else is set: see lib/mail/transport. */
const mailConnections = env.MAIL_CONNECTIONS ?? 5

try {
  if (env.PROCESSES > 1 && !isDevelopment && !isOneOfSeveral) await runSeveral()
  else await run()
} catch (error) {
  // What may be expected, such as a port that is taken, is said in a sentence: its stack tells nothing.
  const isExpected = error instanceof Error && error.constructor === Error
  log.fatal(error instanceof Error ? error.message : String(error), isExpected ? {} : { err: error })
  await stopDatabase().catch(() => {})
  process.exit(1)
}

/** Starts the database, and the processes that serve the site on it. */
async function runSeveral(): Promise<void> {
  await checkPort(env.PORT, env.HOST)
  const { connectionString, stop } = await openDatabase()
  // As it was called: where that is a link to a release, what is started later runs the release that it leads to then.
  const exec = process.argv[1] ?? 'server.ts'
  const share = mailConnectionsOf(env.PROCESSES, mailConnections)
  const processes = new Processes({
    count: env.PROCESSES,
    exec,
    cwd: dirname(exec),
    environment: { DATABASE_URL: connectionString, MAIL_CONNECTIONS: String(share) },
  })
  lead(processes, { leaveMs, stop })
  if (await processes.start()) log.info(`ready at ${env.SITE_URL}, by ${env.PROCESSES} processes`)
}

async function openDatabase(): Promise<RunningDatabase> {
  const { DATA_DIR: dataDir, DATABASE_URL: databaseUrl } = env
  // Whoever started this one of several has closed it already.
  if (!isOneOfSeveral) await closeDataDir(dataDir, mayPass(), log.info)
  const database = await startDatabase({ dataDir, databaseUrl, log: log.info })
  stopDatabase = () => database.stop()
  await refuseUnknownSteps(database.connectionString)
  return database
}

async function run(): Promise<void> {
  const ending = heedEnd(leaveMs)
  const endTraces = await openTraces()
  const { connectionString, stop } = await openDatabase()
  const load = await loadServing()
  const most = connectionsOf(env.PROCESSES)
  const pool = load.createPool(connectionString, most.pool)
  const db = load.typed(pool)
  await load.loadKey(db, { dataDir: env.DATA_DIR, key: env.ALLCLEAR_KEY }, log.info)
  const socketPath = makeSocketPath()

  const { door, begin } = openDoor(answerHealth)
  // In development Next also hears there who wants to be told of changes.
  const site = load.next({ dev: isDevelopment, hostname: env.HOST, port: env.PORT, httpServer: door.server })
  const handle = site.getRequestHandler() as Handler
  const inner = await listen(createServer(answerRender(handle)), socketPath)
  const front = load.openFront({ pool, findIntake: load.findIntake, next: handle, socketPath })
  const mirrors = load.openMirrors({ connectionString, db, front: front.copied })
  const pages = load.copyingPages(front.changes, mirrors)
  const warnings = () => [...absenceWarnings(), ...front.watch.warnings()]
  setShared({ connectionString, pool, pages, warnings, heartbeatGapMs, jobConnections: most.jobs })
  shareLimits()
  keepFormsOfSiblings()
  await takePort(door)

  await site.prepare()
  const changes = load.listenForChanges({ connectionString, onChange: change => void pages.refresh(change) })
  // Before the first page is made, so that no change falls between.
  await changes.heard
  await front.prepare().then(throwFailedStart)
  const watch = keepWatch({ connectionString, pool, changes, showAgain: front.showAgain })
  const metrics = await openMetrics(
    lookedAt(pool, front.looked, () => load.readQueues(db, new Date())),
    env.PROCESS_NUMBER,
  )
  begin(front.answerWith(), metrics.before)
  await sayReady(door)
  mirrors.start()

  ending.by(async leave => {
    setReadiness(false)
    await endDoor(door, front, leave)
    await getShared().stopWorkers?.()
    watch.end()
    await Promise.all([changes.close(), mirrors.stop()])
    inner.closeAllConnections()
    inner.close()
    metrics.close()
    await Promise.all([pool.end(), endTraces()])
    await stop()
    rmSync(dirname(socketPath), { recursive: true, force: true })
  })
}

/** One that is alone takes the port first, so that a second one ends before it works on the same database. */
async function takePort({ server }: Door): Promise<void> {
  if (!isOneOfSeveral) await listen(server, env.PORT, env.HOST)
  server.on('clientError', sendMalformed)
}

/** One of several is sent requests when it can answer them. */
async function sayReady(door: Door): Promise<void> {
  if (isOneOfSeveral) await listen(door.server, env.PORT, env.HOST)
  setReadiness(true)
  tellLeader({ allclear: 'ready' })
  log.info(isOneOfSeveral ? `process ${env.PROCESS_NUMBER} is ready` : `ready at ${env.SITE_URL}`)
}

/** Goes on for as long as a proxy in front may take to notice, and finishes what is under way. */
async function endDoor(door: Door, front: { close(): void }, leave: Leave): Promise<void> {
  door.leave()
  await pause(leave.leaveMs)
  front.close()
  await door.close(leave.isGentle)
}

/** Loaded late: a start that cannot succeed says so before, and the process that starts others needs none of it. */
async function loadServing() {
  const { createPool, database: typed } = await import('#db/client.ts')
  const { findIntake } = await import('#lib/flows/alerts/find-intake.ts')
  const { listenForChanges } = await import('#db/changes/listen-for-changes.ts')
  const { loadKey } = await import('#lib/flows/settings/load-key.ts')
  const { openFront } = await import('#lib/front/open-front.ts')
  const { copyingPages, openMirrors } = await import('#lib/mirror/open-mirrors.ts')
  const { readQueues } = await import('#db/reads/telemetry/queues.ts')
  const { default: next } = await import('next')
  const pages = { openFront, copyingPages, openMirrors, listenForChanges }
  const data = { createPool, typed, loadKey, readQueues }
  return Object.assign(data, pages, { findIntake, next })
}

/** Where the workers cannot start, Next itself goes on. By the first page it has tried to start them. */
function throwFailedStart(): void {
  const { failedStart } = getShared()
  if (failedStart !== undefined) throw failedStart
}

/** Whether another user runs the private PostgreSQL in the data directory. */
function mayPass(): boolean {
  return process.getuid?.() === 0 && !env.DATABASE_URL
}
