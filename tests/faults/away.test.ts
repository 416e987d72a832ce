import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { isNull } from 'drizzle-orm'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { alertLog } from '#db/schema/alert.ts'
import { measure } from '#tests/support/measure.ts'
import { type Product, startProduct } from '#tests/support/product.ts'
import { startProxyTo } from '#tests/support/tcp-proxy.ts'
import { until } from '#tests/support/until.ts'
import { type Load, readPaths, startLoad } from './load.ts'

/** How long each lasts: in brief so long that a silence is noticed, and lasts. */
const lastsMs = measure(66_000, 7_000)
const hungMs = measure(75_000, 7_000)
const pace = { readsPerSecond: measure(2_000, 60), alertsPerSecond: measure(20, 4) }
/** Each piece is held back for so long each way: an alert takes several. */
const slowMs = 400

let product: Product
let proxy: Awaited<ReturnType<typeof startProxyTo>>

beforeAll(async () => {
  product = await startProduct({}, undefined, undefined, async connectionString => {
    proxy = await startProxyTo(connectionString, slowMs)
    return proxy.address
  })
  for (const path of readPaths) {
    const answer = await fetch(`${product.siteUrl}${path}`)
    expect([path, answer.status]).toEqual([path, 200])
  }
}, 120_000)

afterAll(async () => {
  await product?.stop()
  await proxy?.close()
}, 60_000)

/** The private PostgreSQL of the test, and all its parts. */
function serverPids(): number[] {
  const lock = readFileSync(join(product.dataDir, 'postgres/cluster/postmaster.pid'), 'utf8')
  const postmaster = Number(lock.split('\n')[0])
  const children = readFileSync(`/proc/${postmaster}/task/${postmaster}/children`, 'utf8')
  return [postmaster, ...children.trim().split(' ').map(Number)]
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids)
    try {
      process.kill(pid, name)
    } catch {
      // One of its parts has ended by itself.
    }
}

let stopped: number[] = []
let locker: Client | undefined

type Fault = {
  begin: () => Promise<unknown> | unknown
  end: () => Promise<unknown> | unknown
  ms?: number
  /** It says nothing at all, which staff and the log are told. */
  isSilent: boolean
}

const faults: Record<string, Fault> = {
  'takes what it is sent and answers nothing': {
    begin: () => proxy.turn('swallow'),
    end: () => proxy.turn('open'),
    isSilent: true,
  },
  'refuses connections': {
    begin: () => proxy.turn('refuse'),
    end: () => proxy.turn('open'),
    isSilent: true,
  },
  'hangs with all its processes': {
    begin() {
      stopped = serverPids()
      signal(stopped, 'SIGSTOP')
    },
    end: () => signal(stopped, 'SIGCONT'),
    ms: hungMs,
    isSilent: true,
  },
  'is slow with each answer': {
    begin: () => proxy.turn('slow'),
    end: () => proxy.turn('open'),
    isSilent: false,
  },
  'holds a lock for which all connections wait': {
    async begin() {
      locker = new Client({ connectionString: product.place.connectionString })
      await locker.connect()
      await locker.query('begin; lock table sources in access exclusive mode')
    },
    end: () => locker?.end(),
    isSilent: false,
  },
}

async function ask(path: string): Promise<{ status: number; text: string }> {
  const answer = await fetch(`${product.siteUrl}${path}`)
  return { status: answer.status, text: await answer.text() }
}

/** Staff are told at once, and readers after a minute. */
async function expectExplained(ms: number): Promise<void> {
  expect(await ask('/desk')).toMatchObject({ status: 503, text: expect.stringContaining('The desk is away') })
  if (ms > 65_000) expect((await ask('/')).text).toContain('may be old')
}

type LogLine = { level: string; msg: string; err?: { message: string } }

function linesOf(text: string): LogLine[] {
  return text.split('\n').flatMap(line => (line.startsWith('{') ? [JSON.parse(line)] : []))
}

/** What the log tells of a fault of ours; that a page took too long is none. */
function isFault({ level, err }: LogLine): boolean {
  return level === 'error' && !/^no answer within/.test(err?.message ?? '')
}

function report(name: string, { reads, failed, alerts, longestAlertMs, accepted }: Load, lost: number): void {
  const answers = [...alerts].map(([status, count]) => `${count} × ${status || 'no answer'}`).join(', ')
  console.log(
    `the database ${name}: ${reads} reads, ${failed.length} failed; alerts ${answers}, ${accepted.size} accepted, ${lost} lost; the longest took ${(longestAlertMs / 1000).toFixed(1)} s.`,
  )
}

describe('while the database', () => {
  it.each(Object.entries(faults))(
    '%s, every read is answered from memory, every alert by a status, and all goes on afterwards',
    async (name, { begin, end, ms = lastsMs, isSilent }) => {
      const before = product.output().length
      const running = startLoad(product, name.slice(0, 12), pace)
      await begin()
      try {
        await pause(ms)
        // A file lies on the disk, whether or not anybody has asked for it before.
        expect((await ask('/yours.js')).status).toBe(200)
        if (isSilent) await expectExplained(ms)
      } finally {
        await end()
      }
      await until(
        async () => (await product.alert(probe(name)).catch(() => null))?.status === 200,
        'alerts are taken again',
        60_000,
      )
      const done = await running.stop()
      const logged = new Set(
        (await product.db.select({ print: alertLog.fingerprint }).from(alertLog)).map(row => row.print),
      )
      const lost = [...done.accepted].filter(fingerprint => !logged.has(fingerprint))
      report(name, done, lost.length)
      expect(done.failed.slice(0, 5)).toEqual([])
      expect(lost).toEqual([])
      // Whoever waited for a silent database would be answered by it in the end, and not by us.
      if (isSilent) expect(done.alerts.get(503)).toBeGreaterThan(0)
      expect([...done.alerts.keys()].filter(status => status !== 200 && status !== 503)).toEqual([])
      await until(
        async () => (await product.db.$count(alertLog, isNull(alertLog.decidedAt))) === 0,
        'all is decided',
        60_000,
      )
      const lines = linesOf(product.output().slice(before))
      const gone = lines.filter(line => line.msg.startsWith('the database does not answer'))
      // Once; a machine that is busy with others may make it look gone once more.
      if (isSilent) expect([1, 2]).toContain(gone.length)
      expect(lines.filter(line => line.msg.startsWith('the database is well again'))).toHaveLength(
        gone.length,
      )
      expect(lines.filter(isFault)).toEqual([])
      // What is said again each second is read by nobody.
      expect(lines.filter(line => line.level === 'warn').length).toBeLessThan(12 + ms / 2_000)
    },
    lastsMs + 180_000,
  )
})

function probe(name: string) {
  const server = 'web31.example-host.net'
  const fingerprint = `after ${name}`
  return {
    fingerprint,
    server,
    kind: 'outage',
    state: 'firing',
    severity: 'critical',
    summary: 'It is silent',
  }
}
