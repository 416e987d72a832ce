import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openSendingAgent } from './agent-site.ts'

type Agent = Awaited<ReturnType<typeof openSendingAgent>>
let agent: Agent
beforeAll(async () => {
  agent = await openSendingAgent()
})
afterAll(() => agent.close())

const offset = () => join(agent.root, 'var/lib/allclear-agent/clock-offset')
const runAt = (seconds: number) =>
  agent.run(['run', '--scheduled'], { env: { ALLCLEAR_TEST_NOW: String(seconds) } })

it('goes by the site’s clock where its own is wrong by hours, says so, and is not stopped by it', async () => {
  const { now } = agent.site
  const first = await runAt(now - 7200)
  expect(first.err).toContain("this machine's clock is wrong by the site's: 7200 s behind")
  expect(agent.site.asked.map(({ headers }) => Number(headers['webhook-timestamp']))).toEqual([
    now - 7200,
    now,
  ])
  expect(readFileSync(offset(), 'utf8')).toBe('7200\n')

  agent.site.asked.length = 0
  const second = await runAt(now - 7195)
  expect([second.code, second.err]).toEqual([0, ''])
  const [heartbeat] = agent.site.bodies('/api/heartbeat')
  expect([agent.site.asked.length, heartbeat.sentAt, heartbeat.agent.unknown]).toEqual([
    1,
    now + 5,
    ['clock: 7200 s behind'],
  ])
  const status = await agent.run(['status'], { env: { ALLCLEAR_TEST_NOW: String(now - 7190) } })
  expect(status.out).toMatch(/clock +wrong: 7200 s behind by the site's/)

  agent.site.asked.length = 0
  const mended = await runAt(now + 20)
  expect(mended.err).toContain("clock agrees with the site's again")
  expect(agent.site.asked.length).toBe(2)
  expect(existsSync(offset())).toBe(false)
})

it('waits, and is not stopped, where the site refuses its time and does not say another', async () => {
  const { now } = agent.site
  agent.site.isStrict = false
  agent.site.answer = () => ({
    status: 401,
    body: '{"message":"webhook-timestamp is more than 300 s from our clock."}',
  })
  const { code, err } = await runAt(now)
  expect([code, err]).toEqual([
    0,
    expect.stringContaining('webhook-timestamp is more than 300 s from our clock.'),
  ])
  agent.site.answer = () => ({ status: 200 })
  agent.site.isStrict = true
  expect((await runAt(now + 4000)).code).toBe(0)
  expect(agent.site.bodies('/api/heartbeat').length).toBeGreaterThan(1)
})

it('is not silenced by a clock that was set back by years', async () => {
  const { now } = agent.site
  agent.site.isAway = true
  await runAt(now)
  agent.site.isAway = false
  agent.site.asked.length = 0
  await runAt(now - 9e7)
  expect(agent.site.bodies('/api/heartbeat').length).toBeGreaterThanOrEqual(2)
})

it('reads the dates of HTTP and writes those of alerts, leap years too', async () => {
  const times = [
    '2026-11-30T10:05:25Z',
    '2024-02-29T23:59:59Z',
    '2000-03-01T00:00:00Z',
    '2038-01-19T03:14:08Z',
    '1970-01-02T00:00:01Z',
  ]
  const seconds = times.map(time => Date.parse(time) / 1000)
  const asked = times.map(time => `echo "Date: ${new Date(time).toUTCString()}" | http_times`).join('\n')
  const written = seconds.map(
    epoch =>
      `awk "$(printf '%s' "$ALERTS_AWK" | awk '/function stamp/,/^  }/') BEGIN { print stamp(${epoch}) }"`,
  )
  const { out } = await agent.call(`${asked}\necho Date: tomorrow | http_times\n${written.join('\n')}`)
  expect(out.trim().split('\n')).toEqual([...seconds.map(each => `${each} 0`), '0 0', ...times])
})
