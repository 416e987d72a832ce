import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { chmod, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { DoctorFinding } from '#lib/rules/doctor/finding.ts'
import { type Product, startProduct } from '#tests/support/product.ts'

let product: Product
let dataDir: string

beforeAll(async () => {
  product = await startProduct()
  dataDir = product.dataDir
  // Whoever runs PostgreSQL may pass.
  await chmod(dataDir, 0o711)
})
afterAll(() => product.stop())

/** Runs a command beside the product, as an operator does. */
function command(
  name: string,
  ...given: string[]
): Promise<{ code: number | null; out: string; err: string }> {
  const { port } = new URL(product.siteUrl)
  const env = {
    ...process.env,
    NODE_ENV: 'production',
    DATA_DIR: dataDir,
    SITE_URL: product.siteUrl,
    HOST: '127.0.0.1',
    PORT: port,
  }
  const child = spawn(process.execPath, [`scripts/${name}.ts`, ...given], { env: env as NodeJS.ProcessEnv })
  let out = ''
  let err = ''
  child.stdout.on('data', chunk => {
    out += chunk
  })
  child.stderr.on('data', chunk => {
    err += chunk
  })
  return new Promise(resolve => child.once('close', code => resolve({ code, out, err })))
}

it('a site is looked at, backed up while it runs, broken, and restored to what it was', async () => {
  const page = async () => (await fetch(`${product.siteUrl}/servers/web07.example-host.net`)).text()
  const before = await page()
  const backups = join(dataDir, 'backups')
  const key = join(dataDir, 'backup.key')

  const looked = await command('doctor', '--json')
  const findings: DoctorFinding[] = JSON.parse(looked.out)
  // On a busy machine the database takes more than 50 ms to answer, of which the doctor warns.
  const found = new Map(
    findings.map(({ check, level, says }) => [check, says === 'slowDatabase' ? 'ok' : level] as const),
  )
  expect([looked.code, found.get('database'), found.get('key'), found.get('reach')]).toEqual([
    0,
    'ok',
    'ok',
    'ok',
  ])
  const misled = await command('doctor', 'surely')
  expect([misled.code, misled.err]).toEqual([1, expect.stringContaining('It takes no file')])

  for (let count = 0; count < 2; count++) {
    const backed = await command('backup', backups, '--keep', '1', '--key', key)
    expect([backed.code, backed.err]).toEqual([0, expect.stringMatching(/Backed up \d+ rows/)])
  }
  const [name = '', ...others] = readdirSync(backups)
  expect([name, others]).toEqual([expect.stringMatching(/^allclear-127\.0\.0\.1-\d+-.*\.jsonl\.zst$/), []])
  const backup = join(backups, name)

  const early = await command('restore', backup, '--key', key)
  expect([early.code, early.err]).toEqual([
    1,
    expect.stringContaining('The site runs on the present database'),
  ])
  expect(await product.end()).toBe(0)

  const cluster = join(dataDir, 'postgres/cluster')
  const { ino } = await stat(cluster)
  const broken = join(dataDir, 'broken')
  await writeFile(broken, (await readFile(backup)).subarray(0, -50))
  const refused = await command('restore', broken, '--key', key)
  expect([refused.code, refused.err]).toEqual([1, expect.stringMatching(/cut off/)])
  expect((await stat(cluster)).ino).toBe(ino)
  expect(readdirSync(dataDir).filter(each => each.startsWith('restoring'))).toEqual([])

  // It need not start to be replaced, and its key may be lost.
  await rm(join(cluster, 'global'), { recursive: true })
  await rm(join(dataDir, 'key'))
  const restored = await command('restore', backup, '--key', key)
  expect([restored.code, restored.err]).toEqual([
    0,
    expect.stringMatching(/The key [0-9a-f]{8} came with them/),
  ])
  expect(readdirSync(dataDir).filter(each => each.startsWith('postgres.before-'))).toHaveLength(1)
  await product.restart()
  expect(await page()).toContain(/<h1[^>]*>.*?<\/h1>/s.exec(before)?.[0])
  const link = await command('desk-link', 'dana@example-host.net')
  expect(link.out).toMatch(/\/desk\/enter\/server-/)
  const entered = await fetch(link.out.trim())
  expect(entered.status).toBe(200)
  expect(await product.mails()).toEqual([])
}, 480_000)
