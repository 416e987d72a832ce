import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { gzipSync } from 'node:zlib'
import { isNull } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { alertLog } from '#db/schema/alert.ts'
import { findTool, formatNames } from '#lib/alerts/tools.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { tokenMethods } from '#lib/rules/sources/source.ts'
import { corpus } from '#tests/alerts/corpus.ts'
import { damaged, deepened, mutated, pick, type Random, randomFrom } from '#tests/alerts/mutate.ts'
import { measure } from '#tests/support/measure.ts'
import type { Site } from '#tests/support/site.ts'
import { addSource, bearer, type Call, call, intakeSite, noLimits, now } from './intake-fixture.ts'

const requests = Number(process.env.FUZZ_REQUESTS ?? measure(20_000, 1_000))
const together = 50
const mostHeapGrowth = 24 * 1024 * 1024
/** The caches of the first requests are not growth. */
const warmUp = Math.min(4_000, 0.8 * requests)

const seed = Number(process.env.FUZZ_SEED) || Math.floor(Math.random() * 2 ** 32)
const bodies = corpus()
const limits = noLimits()
const undecided = isNull(alertLog.decidedAt)

let site: Site
let token: string
beforeAll(async () => {
  site = await intakeSite()
  ;({ token } = await addSource(site, { authentication: [...tokenMethods] }))
})
afterAll(() => site?.close())

/** Strange requests around a usual body of some format: of its values, its bytes, its headers and its way. */
function strangeCall(random: Random): Call {
  const format = pick(random, formatNames())
  const usual = pick(random, bodies.get(format) ?? bodies.get('maldet') ?? [])
  let value = usual
  for (let times = Math.ceil(random() * 4); times > 0; times--) value = mutated(random, value)
  const given: Call = { format, limits, at: new Date(now.getTime() + Math.floor(random() * 60_000)) }
  const headers: Record<string, string> = { ...bearer(random() < 0.98 ? token : 'wrong') }
  if (random() < 0.1) return { ...given, pathToken: token, ...content(random, format, value) }
  if (random() < 0.05) headers['webhook-id'] = pick(random, ['a', 'b', 'é', 'x'.repeat(1000)])
  if (random() < 0.01) given.query = '?dry-run'
  if (findTool(format)?.takesQuery && random() < 0.1)
    return { ...given, headers, method: 'GET', query: `?${formOf(value)}` }
  if (random() < 0.02) given.method = pick(random, ['PUT', 'DELETE', 'PATCH'])
  const { headers: more, ...rest } = content(random, format, value)
  return { ...given, ...rest, headers: { ...headers, ...more } }
}

type Content = { body: Buffer<ArrayBuffer>; headers: Record<string, string> }

function content(random: Random, format: string, value: unknown): Content {
  const isForm = findTool(format)?.takesForm && random() < 0.5
  const text = isForm ? formOf(value) : deepened(JSON.stringify(value) ?? '')
  const whole = Buffer.from(text)
  const bytes = random() < 0.15 ? damaged(random, whole) : whole
  const type = isForm ? 'application/x-www-form-urlencoded' : 'application/json'
  const types = [
    type,
    '',
    'text/plain',
    'multipart/form-data; boundary=x',
    'application/cloudevents+json',
    'image/png',
  ]
  const headers = { 'content-type': random() < 0.9 ? type : pick(random, types) }
  if (random() < 0.95) return { body: bytes, headers }
  const packed = gzipSync(bytes)
  return {
    body: random() < 0.3 ? damaged(random, packed) : packed,
    headers: { ...headers, 'content-encoding': pick(random, ['gzip', 'x-gzip', 'br', 'gzip']) },
  }
}

function formOf(value: unknown): string {
  const pairs = Object.entries(Object(value)).map(([name, each]) => [
    name.toWellFormed(),
    (typeof each === 'string' ? each : (JSON.stringify(each) ?? '')).toWellFormed(),
  ])
  return new URLSearchParams(pairs).toString()
}

function shown(given: Call | undefined): string {
  const { limits: _, body, ...rest } = given ?? {}
  return `${JSON.stringify(rest)}\n${String(body)}`.slice(0, 5000)
}

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')
// What is compiled under other flags would be kept for processes that cannot use it.
setFlagsFromString('--no-expose-gc')

function heapUsed(): number {
  collect()
  return process.memoryUsage().heapUsed
}

describe('the alert endpoint', () => {
  it(`answers ${requests} strange requests without an error of its own, and keeps none of them in memory`, async () => {
    console.info(`seed: FUZZ_SEED=${seed}`)
    const random = randomFrom(seed)
    const statuses = new Map<number, number>()
    let warmHeap = 0
    for (let sent = 0; sent < requests; sent += together) {
      if (sent === warmUp) warmHeap = heapUsed()
      const calls = Array.from({ length: together }, () => strangeCall(random))
      const answers = await Promise.all(calls.map(given => call(site, given)))
      for (const [i, { status, body }] of answers.entries()) {
        statuses.set(status, (statuses.get(status) ?? 0) + 1)
        if (status >= 300 && ![400, 401, 405, 413, 415].includes(status))
          throw new Error(`${status} for ${shown(calls[i])}`)
        if (status === 200) expect(Array.isArray(body.results)).toBe(true)
      }
    }
    const growth = heapUsed() - warmHeap
    console.info(`statuses: ${JSON.stringify(Object.fromEntries(statuses))}, heap: ${growth} bytes more`)
    expect(statuses.get(200)).toBeGreaterThan(requests / 2)
    expect(growth).toBeLessThan(mostHeapGrowth)
  }, 240_000)

  it('has stored nothing that cannot be decided', async () => {
    const stored = await site.db.$count(alertLog)
    expect(stored).toBeGreaterThan(requests / 4)
    for (let round = 0; (await site.db.$count(alertLog, undecided)) > 0; round++) {
      expect(round).toBeLessThan(stored)
      await decideAlerts(site.db, () => now)
    }
  }, 240_000)
})
