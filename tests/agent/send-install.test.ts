import { spawnSync } from 'node:child_process'
import { generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { shells, whereIs } from './agent-box.ts'
import { openSendingAgent, secret, token } from './agent-site.ts'

const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString()

type Agent = Awaited<ReturnType<typeof openSendingAgent>>
let agent: Agent
beforeEach(async () => {
  agent = await openSendingAgent()
  rmSync(at('etc/allclear-agent.conf'))
  mkdirSync(at('etc/cron.d'))
  agent.site.answer = ({ path }) => ({ status: 200, body: path === '/agent/key.pem' ? pem : '{}' })
})
afterEach(() => agent.close())

const at = (path: string) => join(agent.root, path)
const text = (path: string) => readFileSync(at(path), 'utf8')
const mode = (path: string) => (statSync(at(path)).mode & 0o777).toString(8)
const given = `${token}\n${secret}\n`
type How = Parameters<typeof agent.run>[1]
const install = (args: readonly string[] = [], how: How = {}) =>
  agent.run(['install', '--site', agent.site.url, '--mode', 'report', ...args], { input: given, ...how })

/** systemctl is played: whether systemd runs is told by a folder, and what it is asked is kept. */
function runSystemd() {
  mkdirSync(at('run/systemd/system'), { recursive: true })
  agent.put('test-bin/systemctl', '#!/bin/sh\necho "$*" >>"$ALLCLEAR_ROOT/systemctl"\n', 0o755)
}
const files = () =>
  [
    'etc/systemd/system/allclear-agent.timer',
    'etc/systemd/system/allclear-agent.service',
    'etc/cron.d/allclear-agent',
  ].filter(file => existsSync(at(file)))

it.each(shells)(
  'installs itself, says so to the site, and is called by cron where there is no systemd, in %s',
  async shell => {
    const ran = await install([], { shell })
    expect([ran.err, ran.code]).toEqual(['', 0])
    expect(ran.out).toMatch(
      /The site's key is [0-9a-f]{64}: compare it[\s\S]*Installed, and the site has the first sign of life/,
    )
    expect(text('etc/allclear-agent.conf')).toBe(
      `site=${agent.site.url}\ntoken=${token}\nsecret=${secret}\nmode=report\nindicators=local\n`,
    )
    expect(
      ['etc/allclear-agent.conf', 'usr/local/sbin/allclear-agent', 'var/lib/allclear-agent'].map(mode),
    ).toEqual(['600', '755', '700'])
    expect(text('var/lib/allclear-agent/key.pem')).toBe(pem)
    expect(text('etc/cron.d/allclear-agent')).toMatch(
      /^\*\/5 \* \* \* \* root \/usr\/local\/sbin\/allclear-agent run --cron /m,
    )
    expect([files(), mode('etc/cron.d/allclear-agent')]).toEqual([['etc/cron.d/allclear-agent'], '644'])
    expect(agent.site.bodies('/api/heartbeat').map(({ agent: said }) => said.scheduler)).toEqual(['cron'])
  },
)

it('is called by systemd where that runs, and by exactly one of them after each installation', async () => {
  await install(['--no-start'])
  runSystemd()
  const ran = await install()
  expect([ran.err, ran.code]).toEqual(['', 0])
  expect(files().map(file => file.split('.').at(-1))).toEqual(['timer', 'service'])
  expect(text('systemctl')).toBe('daemon-reload\nenable --now allclear-agent.timer\n')
  expect(text('etc/systemd/system/allclear-agent.service')).toMatch(
    /^ProtectSystem=strict\nReadWritePaths=\/var\/lib\/allclear-agent$/m,
  )
  // In a sandbox of single folders no file could be renamed out of one into another.
  await install(['--mode', 'move', '--no-start'])
  expect(text('etc/systemd/system/allclear-agent.service')).toMatch(/^ProtectSystem=no$/m)
  rmSync(at('run/systemd'), { recursive: true })
  await install(['--no-start'])
  expect(files()).toEqual(['etc/cron.d/allclear-agent'])
})

it.skipIf(!whereIs('systemd-analyze'))(
  'has units that systemd finds nothing wrong with (skipped where it is not installed)',
  async () => {
    runSystemd()
    await install(['--mode', 'move', '--no-start'])
    const units = ['service', 'timer'].map(kind => at(`etc/systemd/system/allclear-agent.${kind}`))
    // It looks for what it starts.
    for (const unit of units)
      writeFileSync(unit, readFileSync(unit, 'utf8').replace('/usr/local/sbin/allclear-agent', '/bin/true'))
    const said = spawnSync('systemd-analyze', ['verify', ...units], { encoding: 'utf8' })
    expect([said.stdout, said.stderr, said.status]).toEqual(['', '', 0])
  },
)

it('asks one line of Alpine’s table, and gives it back', async () => {
  rmSync(at('etc/cron.d'), { recursive: true })
  agent.put('etc/crontabs/root', '0 3 * * * backup\n', 0o600)
  await install(['--no-start'])
  await install(['--no-start'])
  expect(
    text('etc/crontabs/root')
      .split('\n')
      .map(line => line.slice(0, 20)),
  ).toEqual(['0 3 * * * backup', '*/5 * * * * /usr/loc', ''])
  await agent.run(['uninstall'])
  expect(text('etc/crontabs/root')).toBe('0 3 * * * backup\n')
})

it('keeps the configuration, and the lines that it does not set, when it is renewed', async () => {
  await install(['--no-start'])
  writeFileSync(at('etc/allclear-agent.conf'), `${text('etc/allclear-agent.conf')}probe=http://127.0.0.1/\n`)
  const before = text('etc/allclear-agent.conf')
  const renewed = await agent.run(['install', '--no-start'], { input: '' })
  expect([renewed.code, renewed.err, text('etc/allclear-agent.conf')]).toEqual([0, '', before])
  await agent.run(['install', '--no-start', '--mode', 'copy'])
  expect(text('etc/allclear-agent.conf')).toBe(`${before.replace('report', 'copy')}`)
})

it.each([
  ['no site', ['install', '--mode', 'report'], given, 'install needs --site'],
  [
    'a site without TLS',
    ['install', '--site', 'http://status.example.com', '--mode', 'report'],
    given,
    'has to begin with https://',
  ],
  ['no token', ['install', '--site', 'https://status.example.com'], '', 'token is missing or no token'],
  [
    'no secret',
    ['install', '--site', 'https://status.example.com'],
    `${token}\n`,
    'secret is missing or no signing secret',
  ],
  [
    'a wrong mode',
    ['install', '--site', 'https://status.example.com', '--mode', 'delete'],
    given,
    'mode has to be report, copy or move',
  ],
])('writes nothing with %s', async (_, args, input, why) => {
  const { code, err } = await agent.run(args, { input })
  expect([code, err]).toEqual([64, expect.stringContaining(why)])
  expect([files(), readdirSync(at('etc')).sort()]).toEqual([[], ['cron.d']])
})

it('says what to do where the site refuses its token or is away', async () => {
  const wrong = await agent.run(['install', '--site', agent.site.url], {
    input: `acl_src_wrong-wrong\n${secret}\n`,
  })
  expect([wrong.code, wrong.err]).toEqual([
    1,
    expect.stringContaining('Make a new token at the desk (Agents), and run its line here'),
  ])
  agent.site.isAway = true
  const away = await install()
  expect([away.code, away.out]).toEqual([0, expect.stringContaining('the site was not reached')])
})

it('goes away with its secrets and leaves what it found, unless it is asked to take that too', async () => {
  runSystemd()
  await install(['--no-start'])
  agent.put('var/lib/allclear-agent/quarantine/20130219-1/file', 'evidence')
  const gone = await agent.run(['uninstall'])
  expect([gone.code, gone.out]).toEqual([0, expect.stringContaining('stays in')])
  expect([files(), readdirSync(at('etc')).sort(), readdirSync(at('usr/local/sbin'))]).toEqual([
    [],
    ['cron.d', 'systemd'],
    [],
  ])
  expect(text('systemctl')).toContain('disable --now allclear-agent.timer\n')
  expect(text('var/lib/allclear-agent/quarantine/20130219-1/file')).toBe('evidence')
  const asked = await agent.run(['uninstall', '--purge'])
  expect([asked.code, asked.err]).toEqual([
    64,
    expect.stringContaining('removes 1 files in quarantine, which may be the only ones'),
  ])
  expect(existsSync(at('var/lib/allclear-agent/quarantine'))).toBe(true)
  await agent.run(['uninstall', '--purge', '--yes'])
  expect(existsSync(at('var/lib/allclear-agent'))).toBe(false)
})

it('says in status what runs, what waits and what is wrong', async () => {
  await install()
  agent.put('var/lib/allclear-agent/baseline/taken-at', `${agent.site.now - 300}\n`)
  const well = await agent.run(['status'])
  expect(well.code).toBe(0)
  expect(well.out).toMatch(
    /^allclear-agent [\d.]+, mode report, for http:\/\/127\.0\.0\.1:\d+\ncalled by +cron, every 5 minutes\nlast run +0 s ago\n/,
  )
  expect(well.out).toContain('None found is not the same as clean')
  agent.site.now += 7300
  const late = await agent.run(['status'])
  expect([late.code, late.out]).toEqual([
    1,
    expect.stringMatching(/last run +2 h ago: it should run every 5 minutes/),
  ])
})
