import { existsSync, readdirSync, readFileSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { measure } from '#tests/support/measure.ts'
import { finding, openSendingAgent } from './agent-site.ts'

type Agent = Awaited<ReturnType<typeof openSendingAgent>>
let agent: Agent
beforeEach(async () => {
  agent = await openSendingAgent()
})
afterEach(() => agent.close())

const state = (path: string) => join(agent.root, 'var/lib/allclear-agent', path)
const waiting = () =>
  readdirSync(state('spool'))
    .filter(name => /^\d/.test(name))
    .sort()
const kinds = () => waiting().map(name => name.split('.')[1])
/** The next call of the timer. */
const runLater = (seconds = 300) => {
  agent.site.now += seconds
  return agent.run(['run', '--scheduled'])
}

it('keeps all in its order while the site is away for hours, and sends it once it is back', async () => {
  agent.site.isAway = true
  agent.find([finding('a.so')])
  const first = await agent.run(['run', '--scheduled'])
  expect([first.code, first.err]).toEqual([
    0,
    expect.stringMatching(/did not take it: .*2 wait, and are tried again in 3\d\d s/),
  ])
  agent.find([])
  const runs = measure(30, 2)
  for (let run = 0; run < runs; run++) await runLater(1800)
  expect(kinds()).toEqual(['alerts', 'heartbeat', 'alerts', ...Array(runs).fill('heartbeat')])
  const before = waiting()
  agent.site.isAway = false
  await runLater(4000)
  expect(waiting()).toEqual([])
  const ids = agent.site.asked.map(({ headers }) => headers['webhook-id'])
  expect(ids.slice(0, 3 + runs)).toEqual(before.map(name => name.split('.')[2]))
  const states = agent.site.bodies('/api/alerts/generic').map(({ alerts }) => alerts[0].state)
  expect(states).toEqual(['firing', 'resolved'])
  const sentAt = agent.site.bodies('/api/heartbeat').map(body => body.sentAt)
  expect(sentAt).toEqual([...sentAt].sort())
})

it('tries four times in a run, then not before its time, but at once for a finding', async () => {
  agent.site.answer = () => ({ status: 500 })
  await runLater()
  expect(agent.site.asked.length).toBe(4)
  const stamps = agent.site.asked.map(({ headers }) => [headers['webhook-id'], headers['webhook-signature']])
  expect(new Set(stamps.map(([id]) => id)).size).toBe(1)
  await runLater(200)
  expect(agent.site.asked.length).toBe(4)
  agent.find([finding('a.so')])
  await runLater(10)
  expect(agent.site.asked.length).toBe(8)
})

it('waits from five minutes to an hour between runs, and up to a fifth more', async () => {
  const text =
    'conf_load; open_state; for n in 1 2 3 4 5 6; do put_off 2>/dev/null; cut -d " " -f 2 "$STATE/retry"; done'
  const { out } = await agent.call(text, { env: { ALLCLEAR_TEST_NOW: '0' } })
  const waits = out.trim().split('\n').map(Number)
  const least = [300, 600, 1200, 2400, 3600, 3600]
  expect(waits.map((wait, at) => Math.min(Math.max(wait, least[at] ?? 0), (least[at] ?? 0) * 1.2))).toEqual(
    waits,
  )
})

it('waits as long as the site asks, at most an hour, whatever it finds', async () => {
  agent.site.answer = () => ({ status: 429, headers: { 'retry-after': '900' } })
  await runLater()
  expect(agent.site.asked.length).toBe(1)
  agent.find([finding('a.so')])
  await runLater()
  expect(agent.site.asked.length).toBe(1)
  agent.site.answer = () => ({
    status: 503,
    headers: { 'retry-after': new Date(agent.site.now * 1000 + 9e8).toUTCString() },
  })
  await runLater(1000)
  const [, at = '0'] = readFileSync(state('retry'), 'utf8').split(' ')
  expect(Number(at) - agent.site.now).toBeGreaterThanOrEqual(3600)
  expect(Number(at) - agent.site.now).toBeLessThan(4400)
  agent.site.answer = () => ({ status: 200 })
  await runLater(4400)
  expect(waiting()).toEqual([])
})

it('stops for a refused token until the configuration changes or a person runs it, and keeps what waits', async () => {
  agent.configure('', { token: 'acl_src_some-other-token' })
  const { err, code } = await runLater()
  expect([code, err]).toEqual([3, expect.stringContaining('make a new token at the desk')])
  agent.find([finding('a.so')])
  await runLater(7200)
  expect(agent.site.asked.length).toBe(1)
  await agent.run(['run'])
  expect(agent.site.asked.length).toBe(2)
  expect(kinds()).toEqual(['heartbeat', 'alerts', 'heartbeat', 'heartbeat'])
  expect((await agent.run(['status'])).out).toMatch(
    /stopped +the site refused token or signature: 401 .*Unknown token/,
  )
  agent.configure('')
  await runLater()
  expect(waiting()).toEqual([])
  expect(existsSync(state('stopped'))).toBe(false)
})

it('lays aside what is refused for good, goes on, and tells findings again an hour later', async () => {
  agent.find([finding('a.so')])
  agent.site.answer = ({ path }) =>
    path === '/api/heartbeat' ? { status: 200 } : { status: 413, body: '{"error":"Send less."}' }
  expect((await runLater()).err).toContain('is kept in')
  expect(waiting()).toEqual([])
  const [dead = '', why = ''] = readdirSync(state('dead')).sort()
  expect(readFileSync(state(`dead/${why}`), 'utf8')).toBe('413 {"error":"Send less."}\n')
  agent.site.answer = () => ({ status: 200 })
  agent.site.asked.length = 0
  await runLater()
  expect(agent.site.bodies('/api/alerts/generic')).toEqual([])
  await runLater(3600)
  expect(agent.site.bodies('/api/alerts/generic').length).toBe(1)
  await runLater(3600)
  expect(agent.site.bodies('/api/alerts/generic').length).toBe(1)
  const week = Date.now() / 1000 - 8 * 86_400
  utimesSync(state(`dead/${dead}`), week, week)
  await runLater()
  expect(readdirSync(state('dead'))).toEqual([why])
})

it('keeps for a look what is refused in an answer that is well', async () => {
  agent.find([finding('a.so')])
  agent.site.answer = () => ({
    status: 200,
    body: '{"results":[{"result":"rejected","reason":"fingerprint is …"}]}',
  })
  expect((await runLater()).err).toContain('refused single alerts')
  expect(readdirSync(state('dead')).length).toBe(2)
  expect(waiting()).toEqual([])
})

it('drops the oldest heartbeats where too much waits, and alerts only behind them', async () => {
  agent.site.isAway = true
  agent.find([finding('a.so')])
  await runLater()
  const fill =
    'for n in 1 2 3 4 5 6; do echo beat | spool_put heartbeat; done; echo alert | spool_put alerts; ls "$STATE/spool"'
  const few = (text: string) => agent.call(`CONF_TEXT=; SPOOL_MOST_FILES=5\nconf_load; ${text}`)
  expect((await few(fill)).out.match(/\.(\w+)\./g)).toEqual([
    '.alerts.',
    '.heartbeat.',
    '.heartbeat.',
    '.heartbeat.',
    '.alerts.',
  ])
  const more = 'for n in 1 2 3 4 5 6; do echo "alert $n" | spool_put alerts; done; ls "$STATE/spool"'
  expect((await few(more)).out.match(/\.(\w+)\./g)).toEqual(Array(5).fill('.alerts.'))
  expect(readFileSync(state('dropped'), 'utf8')).toBe('10\n')
  // What was lost is told again, since it is still there.
  expect(existsSync(state('announce-again'))).toBe(true)
  // It is said for a day.
  const old = Date.now() / 1000 - 2 * 86_400
  utimesSync(state('dropped'), old, old)
  await agent.call('conf_load; flush_spool')
  expect(existsSync(state('dropped'))).toBe(false)
  const bytes = await agent.call(
    'SPOOL_MOST_BYTES=1000; head -c 600 /dev/zero | spool_put heartbeat; head -c 600 /dev/zero | spool_put heartbeat; spool_bytes',
  )
  expect(Number(bytes.out)).toBeLessThanOrEqual(1000)
})

it('gives up on a slow answer, and keeps what it sent', async () => {
  const ran = await agent.call(
    'conf_load; open_state; open_run; echo "{}" >"$RUN/body"; attempt 1 /slow "$RUN/body" id; echo "$? $ANSWER $SAID"',
    { env: { ALLCLEAR_TEST_NOW: String(agent.site.now) } },
  )
  expect(ran.out).toBe('0 200 200\n')
  agent.site.answer = () => new Promise(() => {}) as never
  const slow = await agent.call(
    'conf_load; open_state; open_run; echo "{}" >"$RUN/body"; attempt 1 /slow "$RUN/body" id; echo "$? $ANSWER $SAID"',
    { env: { ALLCLEAR_TEST_NOW: String(agent.site.now) } },
  )
  expect(slow.out).toMatch(/^2 000 .*timed out/)
})

it.each(['before-rename', 'before-forget'])('loses nothing where it is killed %s', async step => {
  agent.find([finding('a.so')])
  const env = {
    ALLCLEAR_TEST_HOOK: step,
    ALLCLEAR_TEST_HOOK_RUNS: 'kill -9 "$1"',
    ALLCLEAR_TEST_NOW: String(agent.site.now),
  }
  const killed = await agent.run(['run', '--scheduled'], { env })
  expect(killed.code).toBe(null)
  await runLater()
  const alerts = agent.site.asked.filter(({ path }) => path === '/api/alerts/generic')
  expect(alerts.length).toBeGreaterThanOrEqual(1)
  expect(alerts.every(({ body }) => JSON.parse(body).alerts[0].fingerprint === 'unowned-library:a.so')).toBe(
    true,
  )
  // What the site had already comes under the same id, by which it knows it.
  if (step === 'before-forget')
    expect(new Set(alerts.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
  expect(waiting()).toEqual([])
})

it('is stopped by nothing that a power cut left broken', async () => {
  const files = [
    'retry',
    'stopped',
    'clock-offset',
    'spool-number',
    'announce-again',
    'dropped',
    'findings',
    'findings-by',
  ]
  agent.find([finding('a.so')])
  for (const broken of ['', 'x y z\n', '99999999999999999999999 -1\n\u0000']) {
    for (const file of files) agent.put(`var/lib/allclear-agent/${file}`, broken)
    agent.put('var/lib/allclear-agent/spool/000000000099.alerts.x', '')
    agent.site.asked.length = 0
    expect((await runLater()).code).toBe(0)
    expect(agent.site.bodies('/api/alerts/generic').length).toBe(1)
    expect(agent.site.bodies('/api/heartbeat').length).toBe(1)
  }
})

it('tells at once what it cannot keep, so that a full disk silences nothing', async () => {
  agent.put('var/lib/allclear-agent/spool', 'no folder')
  agent.put('var/lib/allclear-agent/tmp', 'none either')
  agent.find([finding('a.so')])
  const { err } = await runLater()
  expect(err).toContain('Is the disk full or read-only?')
  expect(agent.site.asked.map(({ path }) => path)).toEqual(['/api/alerts/generic', '/api/heartbeat'])
})

it('does one run at a time, and says so', async () => {
  const env = {
    ALLCLEAR_TEST_HOOK: 'before-told',
    ALLCLEAR_TEST_HOOK_RUNS: 'touch held; until [ -e go ]; do sleep 0.02; done',
  }
  const first = agent.run(['run'], { env })
  while (!existsSync(join(agent.root, 'held'))) await new Promise(resolve => setTimeout(resolve, 10))
  const second = await agent.run(['run'])
  agent.put('go', '')
  expect([second.code, second.err]).toEqual([0, expect.stringContaining('another run is still under way')])
  expect((await first).code).toBe(0)
  expect(agent.site.bodies('/api/heartbeat').length).toBe(1)
})
