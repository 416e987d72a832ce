import type { IncomingMessage, ServerResponse } from 'node:http'
import { answerSecurity } from './security.ts'

/** Asks the database whether it is there; rejects when it is not. */
type AskDatabase = () => Promise<unknown>

/** However often somebody looks, the database is asked no more often than this. */
const askAgainMs = 2_000
/** Who has not answered by then does not answer. */
const patienceMs = 1_500

const state = {
  isReady: false,
  askDatabase: (async () => {}) as AskDatabase,
  isDatabaseThere: true,
  askedAtMs: Number.NEGATIVE_INFINITY,
  asking: undefined as Promise<void> | undefined,
}

/** Says whether requests may be sent to this process: pages are prepared, and its end was not asked for. */
export function setReadiness(isReady: boolean): void {
  state.isReady = isReady
}

/** Gives /readyz whom to ask. */
export function askForReadiness(askDatabase: AskDatabase): void {
  state.askDatabase = askDatabase
  state.askedAtMs = Number.NEGATIVE_INFINITY
}

/**
 * Answers /healthz, which says that the process is alive, and /readyz, which says whether to send requests to it; returns
 * false for every other address. They are for programs that watch over processes: at any host, on a private site too.
 */
export function answerHealth(request: IncomingMessage, response: ServerResponse): boolean {
  const { url = '/', method } = request
  const isReadiness = url === '/readyz' || url.startsWith('/readyz?')
  if (!isReadiness && url !== '/healthz') return false
  if (method !== 'GET' && method !== 'HEAD') send(request, response, 405, { message: 'Ask by GET.' })
  else if (isReadiness) void sendReadiness(request, response, url)
  else send(request, response, 200, { alive: true })
  return true
}

/**
 * A process without its database goes on serving what it keeps, so it stays ready: else all of them would be taken away at
 * once, and readers would have nothing. Whoever can spare it asks for /readyz?with=database.
 */
async function sendReadiness(request: IncomingMessage, response: ServerResponse, url: string): Promise<void> {
  await lookForDatabase()
  const { isReady, isDatabaseThere } = state
  const isNeeded = url === '/readyz?with=database'
  const ready = isReady && (isDatabaseThere || !isNeeded)
  const database = isDatabaseThere ? 'answers' : 'away'
  send(request, response, ready ? 200 : 503, { ready, database })
}

/** Asks at most once at a time, and waits for the answer only so long. */
async function lookForDatabase(): Promise<void> {
  if (!state.asking && performance.now() - state.askedAtMs < askAgainMs) return
  // It hangs already, and nobody waits for it again.
  if (state.asking && !state.isDatabaseThere) return
  state.asking ??= ask().finally(() => {
    state.asking = undefined
    state.askedAtMs = performance.now()
  })
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<void>(resolve => {
    timer = setTimeout(() => {
      state.isDatabaseThere = false
      resolve()
    }, patienceMs)
  })
  await Promise.race([state.asking, late])
  clearTimeout(timer)
}

async function ask(): Promise<void> {
  state.isDatabaseThere = await state.askDatabase().then(
    () => true,
    () => false,
  )
}

function send({ method }: IncomingMessage, response: ServerResponse, status: number, body: object): void {
  if (response.destroyed) return
  const head = ['Content-Type', 'application/json', ...(status === 503 ? ['Retry-After', '2'] : [])]
  response.writeHead(status, [...answerSecurity, ...head])
  response.end(method === 'HEAD' ? undefined : JSON.stringify(body))
}
