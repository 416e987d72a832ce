import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { findOwner } from '#db/embedded/owner.ts'
import { type RunningDatabase, startDatabase } from '#db/embedded.ts'
import { measure } from '#tests/support/measure.ts'
import { until } from '#tests/support/until.ts'

const rounds = measure(3, 1)
const rowsPerRound = 200

let dataDir: string
const lines: string[] = []
const running: ChildProcess[] = []

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'allclear-'))
})

afterEach(async () => {
  for (const child of running.splice(0)) await kill(child)
  await (await start()).stop()
  lines.splice(0)
})

afterAll(() => rm(dataDir, { recursive: true, force: true }))

function start(): Promise<RunningDatabase> {
  return startDatabase({ dataDir, log: line => lines.push(line) })
}

/** Starts a program that writes rows, and collects what it prints. */
function startWriter() {
  const child = spawn(process.execPath, ['tests/support/writer.ts', dataDir], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  running.push(child)
  let printed = ''
  child.stdout.on('data', chunk => {
    printed += chunk
  })
  return {
    child,
    printed: () => printed,
    acknowledged: () => [...printed.matchAll(/^row (\d+)$/gm)].map(match => Number(match[1])),
  }
}

async function kill(child: ChildProcess, signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  await once(child, 'close')
}

function lockFile(): string {
  return join(dataDir, 'postgres/cluster/postmaster.pid')
}

function postmaster(): number {
  return Number(readFileSync(lockFile(), 'utf8').split('\n')[0])
}

async function query<T>({ connectionString }: RunningDatabase, text: string): Promise<T[]> {
  const client = new Client({ connectionString })
  // The server may be killed under it.
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<T & object>(text)).rows
  } finally {
    await client.end().catch(() => {})
  }
}

async function storedRows(server: RunningDatabase): Promise<Set<number>> {
  const rows = await query<{ number: string }>(server, 'select number from ledger')
  return new Set(rows.map(row => Number(row.number)))
}

function killNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended in between.
  }
}

/** The server and all its parts. */
async function serverPids(server: RunningDatabase): Promise<number[]> {
  const parts = await query<{ pid: number }>(
    server,
    'select pid from pg_stat_activity where pid <> pg_backend_pid()',
  )
  return [postmaster(), ...parts.map(row => row.pid)]
}

async function startAndAnswer(): Promise<RunningDatabase> {
  const server = await start()
  expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }])
  return server
}

describe('the private PostgreSQL', () => {
  it('is adopted when the process that started it was killed, with every acknowledged row', async () => {
    const writer = startWriter()
    await until(() => writer.acknowledged().length >= rowsPerRound, 'rows are acknowledged', 30_000)
    const pid = postmaster()
    await kill(writer.child)
    const server = await start()
    expect(lines).toEqual(['The private PostgreSQL was running already.'])
    expect(postmaster()).toBe(pid)
    const stored = await storedRows(server)
    expect(writer.acknowledged().filter(number => !stored.has(number))).toEqual([])
    await server.stop()
  })

  it('loses no acknowledged row when everything is killed at once', async () => {
    for (let round = 0; round < rounds; round++) {
      const writer = startWriter()
      await until(() => writer.acknowledged().length >= rowsPerRound, 'rows are acknowledged', 30_000)
      const observer = await start()
      const pids = await serverPids(observer)
      // Its watch would start the server again at once.
      await observer.stop()
      for (const pid of pids) killNow(pid)
      await kill(writer.child)
      const server = await start()
      const stored = await storedRows(server)
      expect(writer.acknowledged().length).toBeGreaterThanOrEqual(rowsPerRound)
      expect(writer.acknowledged().filter(number => !stored.has(number))).toEqual([])
      await server.stop()
    }
  })

  it('is started again while the site runs, when only the database was killed', async () => {
    const server = await startAndAnswer()
    const pid = postmaster()
    process.kill(pid, 'SIGKILL')
    await until(() => lines.includes('The private PostgreSQL is running again.'), 'it runs again', 30_000)
    expect(postmaster()).not.toBe(pid)
    expect(await query(server, 'select 1 as one')).toEqual([{ one: 1 }])
    await server.stop()
  })

  it('outlives Ctrl-C in the terminal of the site, which has to drain first', async () => {
    const writer = startWriter()
    await until(() => writer.acknowledged().length > 0, 'a row is acknowledged', 30_000)
    const pid = postmaster()
    process.kill(-(writer.child.pid ?? 0), 'SIGINT')
    await once(writer.child, 'close')
    const server = await startAndAnswer()
    expect(postmaster()).toBe(pid)
    await server.stop()
  })

  it('ends with the last process that uses it, not with the first', async () => {
    const writer = startWriter()
    await until(() => writer.acknowledged().length > 0, 'a row is acknowledged', 30_000)
    const first = await start()
    await first.stop()
    const before = writer.acknowledged().length
    await until(() => writer.acknowledged().length > before, 'another row is acknowledged')
    await kill(writer.child)
    const last = await start()
    await last.stop()
    expect(existsSync(lockFile())).toBe(false)
  })

  it('is left alone by whoever only watches it, once the last process that used it has ended it', async () => {
    const said: string[] = []
    const watching = await startDatabase({ dataDir, log: line => said.push(line) })
    await (await start()).stop()
    await watching.stop()
    expect(said.join(' ')).not.toContain('broke off')
    expect(existsSync(lockFile())).toBe(false)
  })

  it('starts although its lock file names a process id that another program has taken', async () => {
    await (await start()).stop()
    const { uid, gid, isOther } = findOwner()
    const other = spawn('sleep', ['600'], isOther ? { uid, gid } : {})
    running.push(other)
    await once(other, 'spawn')
    await writeFile(lockFile(), `${other.pid}\n${dataDir}/postgres/cluster\n1\n5432\n\n\n\n`)
    await (await startAndAnswer()).stop()
  })

  it('is set up once when four processes start it for the first time together', async () => {
    const shared = dataDir
    dataDir = await mkdtemp(join(tmpdir(), 'allclear-'))
    try {
      const writers = Array.from({ length: 4 }, startWriter)
      await until(() => writers.every(writer => writer.acknowledged().length > 0), 'all four write', 60_000)
      const setUps = writers.filter(writer => writer.printed().includes('Set up a private PostgreSQL'))
      expect(setUps).toHaveLength(1)
      for (const writer of writers) await kill(writer.child)
      const numbers = writers.flatMap(writer => writer.acknowledged())
      expect(new Set(numbers).size).toBe(numbers.length)
      const server = await start()
      const stored = await storedRows(server)
      expect(numbers.filter(number => !stored.has(number))).toEqual([])
    } finally {
      for (const child of running.splice(0)) await kill(child)
      await (await start()).stop()
      await rm(dataDir, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 })
      dataDir = shared
    }
  })
})
