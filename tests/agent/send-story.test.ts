import { afterAll, beforeAll, expect, it } from 'vitest'
import { parseNative } from '#lib/alerts/generic/native.ts'
import { parseHeartbeat } from '#lib/alerts/request/heartbeat.ts'
import { shells } from './agent-box.ts'
import { finding, openSendingAgent } from './agent-site.ts'

type Agent = Awaited<ReturnType<typeof openSendingAgent>>
let agent: Agent
beforeAll(async () => {
  agent = await openSendingAgent()
})
afterAll(() => agent.close())

/** A run, and what the site has heard in it: each alert's state and fingerprint, and what the heartbeat calls open. */
async function heardIn(shell: (typeof shells)[number]) {
  agent.site.asked.length = 0
  const ran = await agent.run(['run', '--scheduled'], { shell })
  const alerts = agent.site.bodies('/api/alerts/generic').flatMap(body => body.alerts)
  const [heartbeat] = agent.site.bodies('/api/heartbeat')
  return {
    ran,
    alerts,
    heartbeat,
    told: alerts.map(({ state, fingerprint }) => `${state} ${fingerprint.split(':')[1]}`),
    open: heartbeat?.openFingerprints.map((each: string) => each.split(':')[1]),
  }
}

it.each(shells)('tells what is new, what changed and what is gone, each once, in %s', async shell => {
  agent.find([finding('a.so'), finding('b.so', { severity: 'warning' }), finding('d.so')])
  const first = await heardIn(shell)
  expect(first.ran).toEqual({ code: 0, out: '', err: '' })
  expect(first.told.sort()).toEqual(['firing a.so', 'firing b.so', 'firing d.so'])
  expect(first.open.sort()).toEqual(['a.so', 'b.so', 'd.so'])
  expect(agent.site.asked.map(({ path }) => path)).toEqual(['/api/alerts/generic', '/api/heartbeat'])

  agent.find([finding('a.so', { sha256: 'cd34' }), finding('b.so', { severity: 'warning' }), finding('c.so')])
  const changed = await heardIn(shell)
  expect(changed.told).toEqual(['firing a.so', 'firing c.so', 'resolved d.so'])
  expect([changed.open, changed.alerts[0].labels.sha256]).toEqual([['a.so', 'c.so', 'b.so'], 'cd34'])

  agent.find([])
  const gone = await heardIn(shell)
  expect([gone.told.sort(), gone.open]).toEqual([['resolved a.so', 'resolved b.so', 'resolved c.so'], []])
})

it('sends what the site reads without leaving anything out, hostile names too', async () => {
  const name = String.raw`a\"b\\c\u0007\nä` // as json_text has written it
  agent.find([finding(name, { summary: name })])
  const { alerts, heartbeat } = await heardIn('dash')
  const at = new Date(agent.site.now * 1000)
  expect(parseNative({ version: 1, alerts }, at)).toMatchObject({ items: [{ is: 'alert' }] })
  expect(alerts[0].labels.path).toBe('/lib64/a"b\\c\u0007\nä')
  expect(parseHeartbeat(heartbeat, at)).toMatchObject({
    heartbeat: {
      bootId: 'b5c1a0de-0000-4000-8000-000000000001',
      cores: 2,
      load: [0.42, 0.31, 0.2],
      checksRun: 1,
      leftOut: null,
    },
  })
  expect(heartbeat.agent).toEqual({
    version: '1.0.0',
    mode: 'report',
    scheduler: null,
    scanMs: expect.any(Number),
    baselineAt: null,
    unknown: [],
    quarantined: 0,
    spooled: 0,
    dropped: 0,
    indicators: null,
  })
})

it('never calls gone what a check that failed did not find, and says that it failed', async () => {
  agent.find([finding('kept.so'), finding('other.so', { check: 'socket' })], {
    'unowned-library': 'ok\t',
    socket: 'ok\t',
  })
  await heardIn('dash')
  agent.find([], { 'unowned-library': 'unknown\trpm is missing', socket: 'ok\t' })
  const failed = await heardIn('dash')
  expect([failed.told, failed.open]).toEqual([['resolved other.so'], ['kept.so']])
  expect(failed.heartbeat.agent.unknown).toEqual(['unowned-library: rpm is missing'])
  expect((await agent.run(['status'])).out).toMatch(/^unknown +unowned-library: rpm is missing$/m)

  agent.find([], {})
  expect((await heardIn('dash')).open).toEqual(['kept.so'])
  agent.put('broken', '')
  const broken = await heardIn('dash')
  expect([broken.told, broken.open, broken.heartbeat.agent.unknown]).toEqual([
    [],
    ['kept.so'],
    ['scan: it ended with 1'],
  ])
  expect(broken.ran.err).toContain('What was found before counts as still there')
})

it('sends a thousand findings at most, critical ones first, in bodies that the site takes', async () => {
  const box = await openSendingAgent()
  const long = `x${'\\u0007'.repeat(400)}${'ä'.repeat(1000)}`
  const many = Array.from({ length: 1100 }, (_, at) =>
    finding(`${at}-${long}`, { severity: at < 600 ? 'warning' : 'critical' }),
  )
  box.find(many.map(line => line.replace(/:(\d+)-[^\t]*/, ':$1')))
  await box.run(['run'])
  const bodies = box.site.asked.filter(({ path }) => path === '/api/alerts/generic')
  const alerts = bodies.flatMap(({ body }) => JSON.parse(body).alerts)
  expect(bodies.every(({ body }) => body.length < 1_100_000)).toBe(true)
  expect(bodies.map(({ body }) => JSON.parse(body).alerts.length).every(count => count <= 500)).toBe(true)
  expect(alerts.length).toBe(1000)
  expect(alerts.slice(0, 500).every(({ severity }) => severity === 'critical')).toBe(true)
  expect(alerts[0].labels.path).toBe(`/lib64/600-x${'\u0007'.repeat(331)}…`)
  expect(box.site.bodies('/api/heartbeat')[0].agent.unknown).toEqual([
    'findings: 100 more than the 1000 that are told',
  ])
  await box.close()
})
