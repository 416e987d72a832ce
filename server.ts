import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import next from 'next'
import { createPool, database as typed } from '#db/client.ts'
import { startDatabase } from '#db/embedded.ts'
import { readPagePaths } from '#db/reads/posts/page-paths.ts'
import { closeDataDir } from '#lib/data-dir.ts'
import { env } from '#lib/env.ts'
import { loadKey } from '#lib/flows/settings/load-key.ts'
import { noteAsked } from '#lib/front/asked.ts'
import { readBuiltSite } from '#lib/front/built-site.ts'
import type { Handler } from '#lib/front/exchange.ts'
import { createFront } from '#lib/front/front.ts'
import { KnownPages } from '#lib/front/known-pages.ts'
import { listenForChanges } from '#lib/front/listen-for-changes.ts'
import { LiveStream } from '#lib/front/live-stream.ts'
import { PageCache } from '#lib/front/page-cache.ts'
import { sendMalformed } from '#lib/front/plain-answer.ts'
import { ProxyWatch } from '#lib/front/proxy-watch.ts'
import { createRefresh } from '#lib/front/refresh.ts'
import { renderAnswer } from '#lib/front/render-answer.ts'
import { RenderQueue } from '#lib/front/render-queue.ts'
import { nowhere } from '#lib/front/serve-page.ts'
import { openDesk } from '#lib/identity/session.ts'
import { getShared, setShared } from '#lib/shared.ts'

const say = (line: string) => console.log(`allclear: ${line}`)

/** Requests in flight may finish for so long when the process is asked to end. */
const drainMs = 10_000
/** What hangs after that does not keep the process: all that counts is in the database. */
const longestEndMs = 30_000

/** What is stopped also where a start fails. */
let stopDatabase: () => Promise<void> = async () => {}

try {
  await run()
} catch (error) {
  console.error(`allclear: ${error instanceof Error ? error.message : error}`)
  await stopDatabase().catch(() => {})
  process.exit(1)
}

async function run(): Promise<void> {
  const isDevelopment = env.NODE_ENV === 'development'
  await closeDataDir(env.DATA_DIR, mayPass(), say)
  const database = await startDatabase({ dataDir: env.DATA_DIR, databaseUrl: env.DATABASE_URL, log: say })
  stopDatabase = () => database.stop()
  const pool = createPool(database.connectionString)
  await loadKey(typed(pool), { dataDir: env.DATA_DIR, key: env.ALLCLEAR_KEY }, say)
  const sockets = mkdtempSync(join(tmpdir(), 'allclear-next-'))
  chmodSync(sockets, 0o700)
  const socketPath = join(sockets, 'next')
  const render = (url: string, sender?: string) =>
    renderAnswer(url, { socketPath, siteUrl: env.SITE_URL }, sender)
  const queue = new RenderQueue()
  const pages = new PageCache({ render, queue })
  const live = new LiveStream()
  const isStaff = async (headers: Headers) => (await openDesk(headers)) !== null
  const known = new KnownPages({ read: () => readPagePaths(typed(pool)) })
  const refresh = createRefresh(pages, live, known)
  const trustedProxies = env.TRUSTED_PROXIES
  const watch = new ProxyWatch({ trustedProxies, host: env.HOST, port: env.PORT, say })
  const { connectionString } = database
  setShared({ connectionString, pool, pages: { refresh }, warnings: () => watch.warnings() })

  const site = next({ dev: isDevelopment, hostname: env.HOST, port: env.PORT })
  const handle = site.getRequestHandler() as Handler
  const inner = await listen(createServer(handle), socketPath)
  const makeFront = () =>
    createFront({
      pages,
      queue,
      live,
      known,
      watch,
      trustedProxies,
      render,
      isStaff,
      built: readBuiltSite(),
      next: handle,
    })
  const answer = isDevelopment ? handle : makeFront()
  // The port is taken first, so that a second process ends before it works on the same database.
  const prepared = Promise.withResolvers<void>()
  const outer = await listen(
    createServer(async (request, response) => {
      await prepared.promise
      noteAsked(request)
      return answer(request, response)
    }),
    env.PORT,
    env.HOST,
  )
  outer.on('clientError', sendMalformed)
  await site.prepare()
  // So that the first request for what there is not renders nothing.
  await known.readAgain()
  if (!isDevelopment) await pages.get(nowhere.key, nowhere.path, 'ourselves')
  prepared.resolve()
  const changes = listenForChanges({
    connectionString: database.connectionString,
    channel: 'allclear_pages',
    onChange: change => void refresh(change),
  })
  say(`ready at ${env.SITE_URL}`)

  let isEnding = false
  const end = async () => {
    if (isEnding) process.exit(1)
    isEnding = true
    say('ending: finishing what is under way …')
    setTimeout(giveUp, longestEndMs).unref()
    live.close()
    await close(outer)
    await getShared().stopWorkers?.()
    await changes.close()
    pages.close()
    inner.closeAllConnections()
    inner.close()
    await pool.end()
    await database.stop()
    rmSync(sockets, { recursive: true, force: true })
    process.exit(0)
  }
  process.on('SIGTERM', end)
  process.on('SIGINT', end)
}

/** Whether another user runs the private PostgreSQL in the data directory. */
function mayPass(): boolean {
  return process.getuid?.() === 0 && !env.DATABASE_URL
}

function giveUp(): void {
  console.error(
    `allclear: did not end within ${longestEndMs / 1000} s and is cut off; nothing accepted is lost.`,
  )
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
