import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { seeded } from './seeded.ts'

/** How the provider treats one request instead of taking it. */
type Fault =
  | { answer: number; retryAfter?: number; body?: unknown }
  /** Breaks the connection before or after the mail was taken. */
  | { drop: 'before' | 'after' }
  /** Takes the mail and answers only after release(). */
  | 'hold'
  /** Takes the mail and answers after this many milliseconds. */
  | { slowMs: number }

type TakenMail = {
  id: string
  key: string | null
  from: string
  to: string
  subject: string
  html: string
  text: string
  headers: Record<string, string>
  attachments?: { filename: string; content: string; content_type: string }[]
}

/** A local server that speaks Resend's API and remembers what it took. */
export type MailProvider = {
  url: string
  /** Mails that it took: each idempotency key once. */
  mails: TakenMail[]
  /** Every request that arrived. digest: SHA-256 of its body, hex. */
  requests: { path: string; key: string | null; digest: string }[]
  /** Faults of the next requests, in this order; then it works again. */
  fail(...faults: Fault[]): void
  /** From now on a fault for about this part of the requests, of all kinds, drawn by the seed. */
  misbehave(part: number, seed: number): void
  /** How often a known key came with another body: never, when retries are what they must be. */
  conflicts(): number
  release(): void
  close(): Promise<void>
}

type Reply = { status: number; body: unknown; headers?: Record<string, string> }

type Options = {
  /** false leaves out what each mail says, for many of them. */
  isBodyKept?: boolean
  /** Hears of each mail that is taken, with the body of its request. */
  onTake?: (to: string, body: string) => void
}

export async function startMailProvider({ isBodyKept = true, onTake }: Options = {}): Promise<MailProvider> {
  const faults: Fault[] = []
  let draw: () => Fault | undefined = () => undefined
  let conflicts = 0
  const held: (() => void)[] = []
  const known = new Map<string, { digest: string; reply: Reply | null }>()
  const mails: TakenMail[] = []
  const requests: MailProvider['requests'] = []

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const key = request.headers['idempotency-key']?.toString() ?? null
    const body = await readBody(request)
    const digest = createHash('sha256').update(body).digest('hex')
    requests.push({ path: request.url ?? '', key, digest })
    const fault = faults.shift() ?? draw()
    if (isFault(fault, 'answer')) return send(response, faultReply(fault))
    if (isFault(fault, 'drop') && fault.drop === 'before') return void response.destroy()
    const reply = accept(request, key, body, digest)
    if (isFault(fault, 'drop')) return void response.destroy()
    if (isFault(fault, 'slowMs')) await pause(fault.slowMs)
    if (fault === 'hold') await new Promise<void>(resolve => held.push(resolve))
    send(response, reply)
  }

  function accept(request: IncomingMessage, key: string | null, body: string, digest: string): Reply {
    if (request.headers.authorization !== 'Bearer re_test')
      return failure(403, 'invalid_api_key', 'API key is invalid.')
    const before = key ? known.get(key) : undefined
    if (before && before.digest !== digest) {
      conflicts += 1
      return failure(
        409,
        'invalid_idempotent_request',
        'Same idempotency key used with a different request payload.',
      )
    }
    if (before)
      return before.reply ?? failure(409, 'concurrent_idempotent_requests', 'The original is in progress.')
    const reply = take(request.url ?? '', key, body)
    if (key && reply.status === 200) known.set(key, { digest, reply })
    return reply
  }

  function take(path: string, key: string | null, body: string): Reply {
    const given: unknown = JSON.parse(body)
    if (path !== '/emails' && path !== '/emails/batch')
      return failure(404, 'not_found', 'The requested endpoint does not exist.')
    const list = (Array.isArray(given) ? given : [given]) as Omit<TakenMail, 'id' | 'key'>[]
    const wrong = list.find(mail => !/^[^@\s]+@[^@\s]+$/.test(mail.to) || !mail.from || !mail.subject)
    if (wrong) return failure(422, 'validation_error', 'Invalid `to` field.')
    if (Array.isArray(given) && list.some(mail => mail.attachments))
      return failure(422, 'validation_error', 'Attachments are not supported in a batch.')
    const taken = list.map((mail, place) => ({ ...mail, key, id: `mail-${mails.length + place + 1}` }))
    mails.push(...(isBodyKept ? taken : taken.map(mail => ({ ...mail, html: '', text: '' }))))
    for (const mail of taken) onTake?.(mail.to, body)
    const ids = taken.map(mail => ({ id: mail.id }))
    return { status: 200, body: path === '/emails/batch' ? { data: ids } : ids[0] }
  }

  const server = createServer((request, response) => {
    // Who was killed while it spoke has handed over nothing.
    handle(request, response).catch(() => response.destroy())
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mails,
    requests,
    fail: (...list) => void faults.push(...list),
    misbehave: (part, seed) => {
      const random = seeded(seed)
      draw = () => (random() < part ? anyFault(random) : undefined)
    },
    conflicts: () => conflicts,
    release: () => {
      for (const go of held.splice(0)) go()
    },
    close: async () => {
      server.closeAllConnections()
      await new Promise(resolve => server.close(resolve))
    },
  }
}

function isFault<K extends string>(
  fault: Fault | undefined,
  kind: K,
): fault is Extract<Fault, Record<K, unknown>> {
  return typeof fault === 'object' && kind in fault
}

/** One of all kinds of faults. */
function anyFault(random: () => number): Fault {
  const kinds: Fault[] = [
    { answer: 429, retryAfter: 1 },
    { answer: 429 },
    { answer: 500 },
    { answer: 503 },
    { drop: 'before' },
    { drop: 'after' },
    { slowMs: 200 },
    { slowMs: 1500 },
  ]
  return kinds[Math.floor(random() * kinds.length)] ?? { answer: 500 }
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  // Whole first: a mail of several bytes may be cut between two chunks.
  for await (const chunk of request) chunks.push(chunk)
  return Buffer.concat(chunks).toString()
}

function send(response: ServerResponse, reply: Reply): void {
  response.writeHead(reply.status, { 'content-type': 'application/json', ...reply.headers })
  response.end(typeof reply.body === 'string' ? reply.body : JSON.stringify(reply.body))
}

function failure(status: number, name: string, message: string): Reply {
  return { status, body: { statusCode: status, name, message } }
}

function faultReply(fault: Extract<Fault, { answer: number }>): Reply {
  const name = fault.answer === 429 ? 'rate_limit_exceeded' : 'internal_server_error'
  const plain = failure(fault.answer, name, 'Not now.')
  const headers = fault.retryAfter === undefined ? undefined : { 'retry-after': String(fault.retryAfter) }
  return { ...plain, body: fault.body ?? plain.body, ...(headers ? { headers } : {}) }
}
