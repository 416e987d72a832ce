import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import next from 'next'
import { createPool } from '#db/client.ts'
import { startDatabase } from '#db/embedded.ts'
import { env } from '#lib/env.ts'
import { noteAsked } from '#lib/front/asked.ts'
import { createFront, type Handler } from '#lib/front/front.ts'
import { listenForChanges } from '#lib/front/listen-for-changes.ts'
import { LiveStream } from '#lib/front/live-stream.ts'
import { PageCache } from '#lib/front/page-cache.ts'
import { createRefresh } from '#lib/front/refresh.ts'
import { renderAnswer } from '#lib/front/render-answer.ts'
import { openDesk } from '#lib/identity/session.ts'
import { getShared, setShared } from '#lib/shared.ts'

const say = (line: string) => console.log(`allclear: ${line}`)

/** Requests in flight may finish for so long when the process is asked to end. */
const drainMs = 10_000
/** What hangs after that does not keep the process: all that counts is in the database. */
const longestEndMs = 30_000

try {
  await run()
} catch (error) {
  console.error(`allclear: ${error instanceof Error ? error.message : error}`)
  process.exit(1)
}

async function run(): Promise<void> {
  const isDevelopment = env.NODE_ENV === 'development'
  const database = await startDatabase({ dataDir: env.DATA_DIR, databaseUrl: env.DATABASE_URL, log: say })
  const pool = createPool(database.connectionString)
  const sockets = mkdtempSync(join(tmpdir(), 'allclear-next-'))
  chmodSync(sockets, 0o700)
  const socketPath = join(sockets, 'next')
  const render = (url: string) => renderAnswer(url, { socketPath, siteUrl: env.SITE_URL })
  const pages = new PageCache({ render })
  const live = new LiveStream()
  const isPerson = async (headers: Headers) => (await openDesk(headers)) !== null
  const refresh = createRefresh(pages, live)
  setShared({ connectionString: database.connectionString, pool, pages: { refresh } })

  const site = next({ dev: isDevelopment, hostname: env.HOST, port: env.PORT })
  const handle = site.getRequestHandler() as Handler
  const inner = await listen(createServer(handle), socketPath)
  const answer = isDevelopment ? handle : createFront({ pages, live, render, isPerson, next: handle })
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
  await site.prepare()
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
