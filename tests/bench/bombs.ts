import { request } from 'node:http'
import { staff } from '#db/schema/staff.ts'
import { makeApiToken } from '#lib/flows/settings/make-api-token.ts'
import { mostPerMinute } from '#lib/rules/settings/api-key.ts'
import { made } from '#tests/support/made.ts'
import { type Product, startProduct } from '#tests/support/product.ts'
import { type Bomb, bombs } from './bomb-list.ts'
import type { Stall } from './stall-probe.ts'
import { probed, stalls } from './stalls.ts'
import { median, printTable } from './table.ts'

/** Each is thrown this often, because on a busy machine other programs stop ours too. */
const rounds = 3
const mostMs = 50
const idleSeconds = 3

type Thrown = { name: string; status: string; ms: number; wallMs: number; cpuMs: number }

/**
 * Throws bodies that are made to hold the process at the product, and prints for how long its event loop stood still:
 * by the clock, and what our thread computed of that.
 */
export async function benchBombs(): Promise<void> {
  const { environment, probe } = probed()
  const product = await startProduct(environment)
  try {
    const customers = await customerToken(product)
    await warmUp(product)
    const idle = await idleStall(probe)
    const rows: Thrown[] = []
    for (const [bombsOf, token] of [
      [bombs.strangers, ''],
      [bombs.sources, product.token],
      [bombs.customers, customers],
    ] as const)
      for (const bomb of bombsOf) rows.push(await throwBomb(product, withToken(bomb, token), probe))
    report(rows, idle)
  } finally {
    await product.stop()
  }
}

function report(rows: readonly Thrown[], idle: Stall): void {
  printTable(`Bodies made to hold the process (median of ${rounds}; longest stall of the event loop)`, [
    ['', 'answer', 'took', 'stall', 'of it computed'],
    ['idle', '', '', ...[idle.wallMs, idle.cpuMs].map(inMs)],
    ...rows.map(({ name, status, ms, wallMs, cpuMs }) => [name, status, ...[ms, wallMs, cpuMs].map(inMs)]),
  ])
  const worst = rows.reduce((a, b) => (b.wallMs > a.wallMs ? b : a))
  const computed = rows.reduce((a, b) => (b.cpuMs > a.cpuMs ? b : a))
  console.log(`  longest stall: ${inMs(worst.wallMs)} (${worst.name}), ${verdict(worst.wallMs)}`)
  console.log(
    `  longest of our own making: ${inMs(computed.cpuMs)} (${computed.name}), ${verdict(computed.cpuMs)}`,
  )
}

function verdict(ms: number): string {
  return ms < mostMs ? `under ${mostMs} ms` : `NOT under ${mostMs} ms`
}

const inMs = (ms: number) => `${ms.toFixed(0)} ms`

async function throwBomb(product: Product, bomb: Bomb, probe: string): Promise<Thrown> {
  const runs: (Stall & { ms: number })[] = []
  let status = ''
  for (let i = 0; i < rounds; i++) {
    await stalls(probe)
    const beganAt = performance.now()
    const answers = await Promise.all(
      Array.from({ length: bomb.times ?? 1 }, () => send(product.siteUrl, bomb)),
    )
    const ms = performance.now() - beganAt
    runs.push({ ...(await stalls(probe)), ms })
    status = [...new Set(answers)].join(', ')
  }
  const of = (key: keyof (typeof runs)[number]) => median(runs.map(run => run[key]))
  return { name: bomb.name, status, ms: of('ms'), wallMs: of('wallMs'), cpuMs: of('cpuMs') }
}

function withToken(bomb: Bomb, token: string): Bomb {
  const isCustomers = bomb.path.startsWith('/api/v1/customers') && token !== ''
  const headers = isCustomers ? { ...bomb.headers, authorization: `Bearer ${token}` } : bomb.headers
  return { ...bomb, headers, path: bomb.path.replace('{token}', token) }
}

/** The status, or "hung up" where the door closed before the body was sent. */
function send(siteUrl: string, { path, headers, body, method = 'POST' }: Bomb): Promise<string> {
  return new Promise(resolve => {
    const length = { 'content-length': String(body.length) }
    const sent = request(`${siteUrl}${path}`, { method, headers: { ...headers, ...length } }, response => {
      response.resume()
      response.once('close', () => resolve(String(response.statusCode)))
    })
    sent.once('error', () => resolve('hung up'))
    sent.end(body)
  })
}

/** Each endpoint's code is loaded and compiled once, before anything is measured. */
async function warmUp({ siteUrl, token }: Product): Promise<void> {
  const all = [...bombs.strangers, ...bombs.customers].map(({ path }) => path)
  for (const path of new Set([...all, '/', '/desk/sign-in']))
    for (const method of ['GET', 'POST', 'PUT'])
      await fetch(`${siteUrl}${path}`, { method, ...(method === 'GET' ? {} : { body: '{}' }) }).then(r =>
        r.text(),
      )
  for (const format of ['generic', 'alertmanager', 'maldet', 'cpanel'])
    await fetch(`${siteUrl}/api/alerts/in/${token}/${format}`, { method: 'POST', body: '{}' })
}

async function idleStall(probe: string): Promise<Stall> {
  await stalls(probe)
  const until = performance.now() + idleSeconds * 1000
  while (performance.now() < until) await new Promise(resolve => setTimeout(resolve, 100))
  return stalls(probe)
}

async function customerToken({ db }: Product): Promise<string> {
  const [staffMember] = await db
    .insert(staff)
    .values({ name: 'Bench', email: 'bench@example.net', role: 'owner' })
    .returning({ id: staff.id })
  return made(
    await makeApiToken(
      db,
      {
        scopes: ['customers:write'],
        expiresAt: null,
        name: 'bench',
        staffId: staffMember?.id ?? '',
        perMinute: mostPerMinute,
      },
      new Date(),
    ),
  ).token
}
