import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { copyDatabase } from '#tests/support/database/copy-database.ts'
import { testKeyText } from '#tests/support/database/test-key.ts'
import { freePort } from '#tests/support/free-port.ts'
import { until } from '#tests/support/until.ts'
import { servingArguments } from '../../scripts/demo/serving.ts'

let dataDir: string

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'allclear-'))
})

afterAll(() => rm(dataDir, { recursive: true, force: true, maxRetries: 5 }))

function envOf(environment: Record<string, string>): NodeJS.ProcessEnv {
  const { PATH, NODE_COMPILE_CACHE, NODE_OPTIONS, WARM_ROUNDS } = process.env
  const common = { DATA_DIR: dataDir, HOST: '127.0.0.1', NODE_ENV: 'production' as const }
  return { PATH, NODE_COMPILE_CACHE, NODE_OPTIONS, WARM_ROUNDS, ...common, ...environment }
}

function start(environment: Record<string, string>) {
  const options = { env: envOf(environment), timeout: 60_000, encoding: 'utf8' as const }
  const { status, stdout, stderr } = spawnSync(process.execPath, servingArguments, options)
  return { status, stderr, fatal: fatalLines(stdout) }
}

/** Why a process says in its log that it ends. */
function fatalLines(stdout: string): string[] {
  const lines = stdout.split('\n').flatMap(line => (line === '' ? [] : [JSON.parse(line)]))
  return lines.filter(line => line.level === 'fatal').map(line => line.msg)
}

describe('a start that cannot succeed', () => {
  it('names each variable, what it got and what it accepts, and shows no secret', () => {
    const { status, stderr } = start({ PORT: 'http', SMTP_URL: 'gopher://user:hunter2@example.com' })
    expect(status).toBe(1)
    expect(stderr).toContain('allclear: PORT is "http", but accepts a port number from 0 to 65535.')
    expect(stderr).toContain('SMTP_URL')
    expect(stderr).not.toContain('hunter2')
  })

  it.each(['1', '2'])('says in one sentence that the port is taken, to %s processes', async count => {
    const port = await freePort()
    const squatter = createServer().listen(port, '127.0.0.1')
    await once(squatter, 'listening')
    const { status, stderr, fatal } = start({ PORT: String(port), PROCESSES: count })
    squatter.close()
    expect([status, stderr, fatal]).toEqual([1, '', [expect.stringContaining(String(port))]])
  })

  it('says in one sentence that the data directory cannot be made', async () => {
    const { status, stderr, fatal } = start({
      DATA_DIR: '/proc/allclear',
      PORT: String(await freePort()),
    })
    expect([status, stderr, fatal]).toEqual([1, '', [expect.stringContaining('/proc/allclear')]])
  })

  it('says in one sentence that the database is of a newer version', async () => {
    const { connectionString, drop, query } = await ownDatabase()
    await query("insert into drizzle.__drizzle_migrations (hash, created_at) values ('x', 4102444800000)")
    const { status, fatal } = start({
      ...known,
      DATABASE_URL: connectionString,
      PORT: String(await freePort()),
    })
    await drop()
    expect([status, fatal]).toEqual([1, [expect.stringContaining('brought up to date by a newer Allclear')]])
  })

  it('says in one sentence which step of the database failed, and does not go on', async () => {
    const { connectionString, drop, query } = await ownDatabase()
    // It would run again what has been done.
    await query(
      'delete from drizzle.__drizzle_migrations where id = (select max(id) from drizzle.__drizzle_migrations)',
    )
    const { status, fatal } = start({
      ...known,
      DATABASE_URL: connectionString,
      PORT: String(await freePort()),
    })
    await drop()
    expect([status, fatal]).toEqual([
      1,
      [expect.stringContaining('could not be brought up to date, and is as it was')],
    ])
  })
})

const known = { ALLCLEAR_KEY: testKeyText }

async function ownDatabase() {
  const { address, demo } = inject('server')
  const { connectionString, drop } = await copyDatabase(address, demo?.template ?? '')
  const query = async (text: string) => {
    const client = new Client({ connectionString })
    await client.connect()
    await client.query(text)
    await client.end()
  }
  return { connectionString, drop, query }
}

it('prints a link at the first start, ends when it is asked to, and then lets its key be rotated', async () => {
  const port = String(await freePort())
  const mail = join(dataDir, 'outbox/letter.eml')
  await mkdir(join(dataDir, 'outbox'), { recursive: true })
  await writeFile(mail, '')
  await chmod(mail, 0o644)
  const site = spawn(process.execPath, servingArguments, {
    env: envOf({ PORT: port, SITE_URL: `http://127.0.0.1:${port}` }),
  })
  const ended = once(site, 'exit')
  let said = ''
  site.stdout.on('data', chunk => {
    said += chunk
  })
  const link = await until(
    () => /http:[^\s"]+\/desk\/set-up\/[^\s"]+/.exec(said)?.[0],
    'the link is printed',
    60_000,
  )
  const page = await fetch(link)
  expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('name="email"')])
  // What an earlier version left open to every user of the machine is closed, which is said.
  expect(said).toMatch(/was open to other users of this machine \(\d files/)
  expect((await stat(mail)).mode & 0o777).toBe(0o600)
  const command = (script: string, ...given: string[]) =>
    spawnSync(process.execPath, [`scripts/${script}.ts`, ...given], { env: envOf({}), encoding: 'utf8' })
  const run = () => command('rotate-key')
  // Both work while the site runs.
  const locked = command('desk-link', 'dana@example.net')
  expect([locked.status, locked.stderr]).toEqual([1, expect.stringContaining('Nobody sits at the desk yet')])
  const checked = command('check-audit')
  expect([checked.status, checked.stdout]).toEqual([0, expect.stringContaining('The chain is whole')])
  expect(command('check-audit', 'x').stderr).toContain('64 hex digits')
  const refused = run()
  expect([refused.status, refused.stderr]).toEqual([1, expect.stringContaining('end all its processes')])
  site.kill('SIGTERM')
  expect(await ended).toEqual([0, null])

  const key = await readFile(join(dataDir, 'key'), 'utf8')
  const rotated = run()
  expect([rotated.status, rotated.stderr]).toEqual([0, ''])
  expect(rotated.stdout).toMatch(/sealed with the new key [0-9a-f]{8} instead of [0-9a-f]{8}/)
  expect(await readFile(join(dataDir, 'key'), 'utf8')).not.toBe(key)
  await writeFile(join(dataDir, 'key'), key)
  const { status, fatal } = start({ PORT: port })
  expect([status, fatal]).toEqual([1, [expect.stringMatching(/sealed with the key [0-9a-f]{8}, but/)]])
})
