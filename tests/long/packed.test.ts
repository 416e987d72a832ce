import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { freePort } from '#tests/support/free-port.ts'
import { until } from '#tests/support/until.ts'
import { useEverything } from './packed-site.ts'

/** An image adds some 30 MB to it, and is to have at most 350. */
const mostMegabytes = 320

const folder = mkdtempSync(join(tmpdir(), 'allclear-packed-'))
const app = join(folder, 'app')
let site: ChildProcess | undefined
let siteUrl = ''
let said = ''

const environment = (): NodeJS.ProcessEnv => ({
  NODE_ENV: 'production',
  PATH: '/usr/bin:/bin',
  DATA_DIR: join(folder, 'data'),
})

beforeAll(async () => {
  const packed = spawnSync(process.execPath, ['scripts/pack.ts', app], { encoding: 'utf8' })
  expect([packed.status, packed.stderr]).toEqual([0, ''])
  expect(Number(/(\d+) MB {2}\.$/m.exec(packed.stdout)?.[1])).toBeLessThanOrEqual(mostMegabytes)
  const port = await freePort()
  siteUrl = `http://127.0.0.1:${port}`
  const env = { ...environment(), PORT: String(port), HOST: '127.0.0.1', SITE_URL: siteUrl }
  site = spawn(join(app, 'bin/allclear'), { env, cwd: '/' })
  for (const stream of [site.stdout, site.stderr]) stream?.on('data', part => (said += part))
  await until(
    () =>
      fetch(siteUrl).then(
        ({ ok }) => ok,
        () => false,
      ),
    'the packed site answers',
    90_000,
  )
})
afterAll(async () => {
  const ended = new Promise(resolve => site?.once('exit', resolve))
  if (site?.kill('SIGTERM')) await ended
  rmSync(folder, { recursive: true, force: true })
})

it('a packed site has all that it answers with, and misses nothing', async () => {
  await useEverything(siteUrl, () => said)
  expect(said).not.toMatch(/Cannot find|MODULE_NOT_FOUND/)
})

it('programs beside it run by its own Node, and who asks for another hears which there are', () => {
  const run = (...args: string[]) =>
    spawnSync(join(app, 'bin/allclear'), args, { env: environment(), encoding: 'utf8' })
  expect(run('check-audit').status).toBe(0)
  const unknown = run('nonsense')
  expect([unknown.status, unknown.stderr]).toEqual([2, expect.stringContaining('desk-link')])
})

it('nothing that is packed belongs to development', () => {
  const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
  const found = spawnSync('ls', [join(app, 'node_modules')], { encoding: 'utf8' }).stdout.split('\n')
  expect(found.filter(name => name in devDependencies)).toEqual([])
})
