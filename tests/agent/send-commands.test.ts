import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeEach, expect, it } from 'vitest'
import { openSendingAgent } from './agent-site.ts'

const agent = await openSendingAgent()
afterAll(() => agent.close())
beforeEach(() => {
  agent.site.asked.length = 0
  agent.site.isAway = false
  agent.site.answer = () => ({
    status: 200,
    body: '{"result":"started","until":"2026-03-10T15:00:00Z","shown":"Slow: \\"scanning\\""}',
  })
})

const sent = () => agent.site.asked.map(({ path, body }) => ({ path, body: JSON.parse(body) }))
const waiting = () =>
  readdirSync(join(agent.root, 'var/lib/allclear-agent/spool')).filter(name => /^\d/.test(name))

it('begins a countermeasure, makes the same one longer, and ends it by its name', async () => {
  const begun = await agent.run([
    'countermeasure',
    'scanning "all"\\',
    '--minutes',
    '20',
    '--note',
    'the night’s',
  ])
  expect(begun).toEqual({
    code: 0,
    out: 'started until 2026-03-10T15:00:00Z\ncustomers of this server read: Slow: "scanning"\n',
    err: '',
  })
  await agent.run(['countermeasure', 'scanning "all"\\', '--minutes', '30'])
  await agent.run(['countermeasure', 'rebooting', '--minutes', '5'])
  const [first, longer, other] = sent().map(({ body }) => body)
  const { id } = first
  expect(first).toEqual({ version: 1, id, what: 'scanning "all"\\', minutes: 20, note: 'the night’s' })
  expect(longer).toEqual({ version: 1, id, what: 'scanning "all"\\', minutes: 30, note: null })
  expect(other.id).not.toBe(id)
  agent.site.asked.length = 0
  await agent.run(['countermeasure', 'scanning "all"\\', '--end'])
  await agent.run(['countermeasure', '--end'])
  expect(sent().map(({ body }) => body)).toEqual([
    { version: 1, id, end: true },
    { version: 1, id: other.id, end: true },
  ])
  const again = await agent.run(['countermeasure', '--end'])
  expect([again.code, again.err]).toEqual([1, expect.stringContaining('no countermeasure')])
})

it('keeps no countermeasure for later, and says what customers do not see', async () => {
  agent.site.isAway = true
  const away = await agent.run(['countermeasure', 'scanning', '--minutes', '20'])
  expect([away.code, away.err]).toEqual([
    75,
    expect.stringContaining('nothing is shown to customers about "scanning"'),
  ])
  agent.site.isAway = false
  agent.site.answer = () => ({ status: 403, body: '{"error":"Not by this source."}' })
  const refused = await agent.run(['countermeasure', 'scanning', '--minutes', '20'])
  expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('Not by this source.')])
})

it.each([
  [['countermeasure'], 'what is being done?'],
  [['countermeasure', 'x'], 'for how long?'],
  [['countermeasure', 'x', '--minutes', '1441'], 'from 1 to 1440'],
  [['countermeasure', 'x', '--minutes', '1e3'], 'from 1 to 1440'],
  [['countermeasure', 'x'.repeat(81), '--minutes', '5'], 'at most 80 characters'],
  [['countermeasure', 'a\nb', '--minutes', '5'], 'one line'],
  [['countermeasure', 'x', '--minutes'], '--minutes needs a value'],
  [['countermeasure', 'x', '--forever'], 'has no option "--forever"'],
  [['measure'], 'what was done?'],
  [['measure', 'x', '--what', 'magic'], '--what has to be firewall'],
  [['measure', 'x', '--until', 'soon'], 'is no time'],
  [['measure', '--end', 'a/b'], 'is no id'],
  [['run', '--fast'], 'run takes --scheduled or --cron'],
  [['dance'], 'there is no command "dance"'],
])('says what is wrong with %j, and sends nothing', async (args, why) => {
  const ran = await agent.run(args)
  expect([ran.code, ran.err, agent.site.asked.length]).toEqual([64, expect.stringContaining(why), 0])
})

it('writes down a measure, keeps it while the site is away, and never ends one before it began', async () => {
  agent.site.answer = () => ({ status: 200, body: '{"result":"recorded"}' })
  const text = 'outgoing to 78.47.139.110 blocked'
  const told = await agent.run([
    'measure',
    text,
    '--what',
    'firewall',
    '--why',
    'where it sends to',
    '--until',
    '2h',
  ])
  const id = /--end (\w+)/.exec(told.out)?.[1] ?? ''
  expect(told.out).toBe(`${id}: recorded\nWhen it is undone: allclear-agent measure --end ${id}\n`)
  const { now } = agent.site
  expect(sent()).toEqual([
    {
      path: '/api/agent/measure',
      body: {
        version: 1,
        id,
        what: 'firewall',
        text,
        why: 'where it sends to',
        by: expect.any(String),
        since: now,
        until: now + 7200,
      },
    },
  ])
  agent.site.isAway = true
  const kept = await agent.run(['measure', 'sshd stopped', '--what', 'service'])
  expect([kept.code, kept.out]).toEqual([0, expect.stringContaining('kept here')])
  const other = /--end (\w+)/.exec(kept.out)?.[1] ?? ''
  agent.site.isAway = false
  agent.site.asked.length = 0
  await agent.run(['measure', '--end', other])
  expect([agent.site.asked.length, waiting().length]).toEqual([0, 2])
  await agent.run(['run'])
  expect(agent.site.bodies('/api/agent/measure')).toEqual([
    expect.objectContaining({ id: other, text: 'sshd stopped', until: null, why: null }),
    { version: 1, id: other, end: true },
  ])
})

it('says its version and what it can do, without a configuration', async () => {
  expect((await agent.run(['version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/)
  expect((await agent.run([])).out).toContain('uninstall [--purge]')
})
