import { spawn } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { createPool, database } from '#db/client.ts'
import { startDatabase } from '#db/embedded.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { loadKey } from '#lib/flows/settings/load-key.ts'
import { sealStored } from '#lib/flows/settings/seal-stored.ts'
import { seedDemo } from '#lib/flows/settings/seed-demo.ts'
import { printTable } from './table.ts'

/** Rows of subscribers and what they watch. */
const sizes = [100_000, 1_000_000]

type Run = { seconds: number; peakMb: number }

/** Moves databases of two sizes from one private PostgreSQL to another, by the commands, and prints how fast and in how much memory. */
export async function benchExport(): Promise<void> {
  const rows = [['rows', 'step', 'time', 'rows/s', 'peak memory', 'file']]
  for (const size of sizes) {
    const folder = await mkdtemp(join(tmpdir(), 'allclear-bench-'))
    // Whoever runs PostgreSQL may pass.
    await chmod(folder, 0o711)
    const file = join(folder, 'site.jsonl.zst')
    const key = join(folder, 'seal.key')
    await fill(join(folder, 'old'), size)
    const steps: [string, string, string[]][] = [
      ['export, sealed', 'old', ['scripts/export.ts', file, '--key', key]],
      ['import, compared', 'new', ['scripts/import.ts', file, '--key', key]],
    ]
    for (const [step, dataDir, args] of steps) {
      const { seconds, peakMb } = await run(args, join(folder, dataDir))
      const perSecond = Math.round(size / seconds).toLocaleString('en-GB')
      const bytes = `${Math.round((await stat(file)).size / 1e6)} MB`
      rows.push([
        size.toLocaleString('en-GB'),
        step,
        `${seconds.toFixed(1)} s`,
        perSecond,
        `${peakMb} MB`,
        bytes,
      ])
    }
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  printTable('Moving a site', rows)
}

async function fill(dataDir: string, size: number): Promise<void> {
  const server = await startDatabase({ dataDir, log: () => {} })
  await migrateDatabase(server.connectionString, () => {})
  const pool = createPool(server.connectionString)
  const db = database(pool)
  await loadKey(db, { dataDir, key: undefined }, () => {})
  await sealStored(db, new Date(), () => {})
  await seedDemo(db, new Date())
  const half = size / 2
  await db.transaction(async tx => {
    await tx.execute(sql`set local statement_timeout = 0`)
    await tx.execute(sql`insert into subscribers (id, email, state, confirmed_at)
      select 'bench' || n, 'bench' || n || '@d' || n || '.example', 'confirmed', now() from generate_series(1, ${half}::int) n`)
    await tx.execute(sql`insert into subscriptions (id, subscriber_id, domain, confirmed_at)
      select 'bench' || n, 'bench' || n, 'd' || n || '.example', now() from generate_series(1, ${half}::int) n`)
  })
  await pool.end()
  await server.stop()
}

/** Runs a command to its end, and looks at how much memory it has had at most. */
async function run(args: readonly string[], dataDir: string): Promise<Run> {
  const began = performance.now()
  const child = spawn(process.execPath, args, {
    env: { ...process.env, NODE_ENV: 'production', DATA_DIR: dataDir },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  let peakMb = 0
  const look = setInterval(async () => {
    const status = await readFile(`/proc/${child.pid}/status`, 'utf8').catch(() => '')
    const [, kb = '0'] = /VmHWM:\s+(\d+)/.exec(status) ?? []
    peakMb = Math.max(peakMb, Math.round(Number(kb) / 1024))
  }, 100)
  const code = await new Promise<number | null>(resolve => child.once('exit', resolve))
  clearInterval(look)
  if (code !== 0) throw new Error(`${args[0]} ended with ${code}.`)
  return { seconds: (performance.now() - began) / 1000, peakMb }
}
