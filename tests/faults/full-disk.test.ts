import { spawnSync } from 'node:child_process'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { findOwner } from '#db/embedded/owner.ts'
import { alertLog } from '#db/schema/alert.ts'
import { measure } from '#tests/support/measure.ts'
import { type Product, startProduct } from '#tests/support/product.ts'
import { until } from '#tests/support/until.ts'
import { readPaths, startLoad } from './load.ts'

const lastsMs = measure(60_000, 4_000)
const pace = { readsPerSecond: measure(2_000, 60), alertsPerSecond: measure(20, 4) }

/** A disk of so little room that a moment fills it. */
const disk = mkdtempSync(join(tmpdir(), 'allclear-disk-'))
const isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=96m', 'tmpfs', disk]).status === 0
const space = `tiny_${process.pid}`

let product: Product

/** Asks the server of the tests, over a database that is not the product's. */
async function askServer(...statements: string[]): Promise<void> {
  const client = new Client({ connectionString: inject('server').address })
  await client.connect()
  for (const statement of statements) await client.query(statement)
  await client.end()
}

// Only root may mount, and only some containers let it.
describe.skipIf(!isMounted)('while the disk of the database is full', () => {
  beforeAll(async () => {
    const { uid, gid } = findOwner()
    chownSync(disk, uid, gid)
    product = await startProduct(
      { ALERT_SPOOL: 'on' },
      inject('server'),
      undefined,
      async connectionString => {
        const name = new URL(connectionString).pathname.slice(1)
        await askServer(
          `create tablespace ${space} location '${disk}'`,
          `alter database ${name} set tablespace ${space}`,
        )
        return connectionString
      },
    )
    for (const path of readPaths) await fetch(`${product.siteUrl}${path}`)
  }, 120_000)

  afterAll(async () => {
    await product?.stop()
    await askServer(`drop tablespace if exists ${space}`)
  }, 60_000)

  it('pages are read, alerts are kept on the disk of the site, and all are received when there is room', async () => {
    const before = product.output().length
    const running = startLoad(product, 'full', pace)
    const ballast = join(disk, 'ballast')
    spawnSync('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=64k'])
    // What has room in the last pages of its tables is stored on.
    const said = () => product.output().slice(before)
    await until(() => said().includes('the disk of the database is full'), 'it is noticed', 60_000)
    const kept = () => readdir(join(product.dataDir, 'spool'))
    await until(async () => (await kept()).length > 0, 'alerts wait on the disk', 60_000)
    await pause(lastsMs)
    rmSync(ballast)
    await until(() => said().includes('the database is well again'), 'there is room again', 60_000)
    const done = await running.stop()
    await until(async () => (await kept()).length === 0, 'all have been received', 120_000)
    const rows = await product.db.select({ print: alertLog.fingerprint }).from(alertLog)
    const logged = new Set(rows.map(row => row.print))
    const lost = [...done.accepted].filter(fingerprint => !logged.has(fingerprint))
    console.log(
      `the disk is full: ${done.reads} reads, ${done.failed.length} failed; alerts ${JSON.stringify([...done.alerts])}, ${done.accepted.size} accepted, ${lost.length} lost.`,
    )
    expect(done.failed.slice(0, 5)).toEqual([])
    expect(lost).toEqual([])
    expect(done.accepted.size).toBeGreaterThan(0)
    expect(said().split('the disk of the database is full').length - 1).toBe(1)
  }, 600_000)
})

afterAll(() => {
  if (isMounted) spawnSync('umount', ['-l', disk])
  rmSync(disk, { recursive: true, force: true })
})
