import { afterEach, expect, it } from 'vitest'
import { askForReadiness, setReadiness } from '#lib/front/health.ts'
import { startFront } from './front-fixture.ts'

let front: Awaited<ReturnType<typeof startFront>>

afterEach(async () => {
  setReadiness(false)
  await front.stop()
})

it('says that the process is alive, before anything else and to everybody', async () => {
  front = await startFront({ readership: 'staff' })
  const answer = await front.ask('/healthz')
  expect([answer.status, await answer.json()]).toEqual([200, { alive: true }])
  expect(answer.headers.get('cache-control')).toBe('private, no-store')
  const head = await front.ask('/healthz', { method: 'HEAD' })
  expect([head.status, await head.text()]).toEqual([200, ''])
  expect((await front.ask('/healthz', { method: 'POST' })).status).toBe(405)
  expect(front.rendered).toEqual([])
})

it('says whether requests may be sent to the process: not before it is prepared, nor while it ends', async () => {
  front = await startFront()
  askForReadiness(async () => {})
  const before = await front.ask('/readyz')
  expect([before.status, before.headers.get('retry-after')]).toEqual([503, '2'])
  setReadiness(true)
  const ready = await front.ask('/readyz', { headers: { host: 'status.reseller.example' } })
  expect([ready.status, await ready.json()]).toEqual([200, { ready: true, database: 'answers' }])
  setReadiness(false)
  expect((await front.ask('/readyz')).status).toBe(503)
})

it('stays ready without its database, which it names, but for who needs that', async () => {
  front = await startFront()
  let asked = 0
  askForReadiness(async () => {
    asked += 1
    throw new Error('connection refused')
  })
  setReadiness(true)
  const answers = await Promise.all(Array.from({ length: 200 }, () => front.ask('/readyz')))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect(await answers[0]?.json()).toEqual({ ready: true, database: 'away' })
  expect((await front.ask('/readyz?with=database')).status).toBe(503)
  expect(asked).toBeLessThanOrEqual(2)
})

it('counts a database that never answers as away', async () => {
  front = await startFront()
  askForReadiness(() => new Promise(() => {}))
  setReadiness(true)
  expect(await (await front.ask('/readyz')).json()).toEqual({ ready: true, database: 'away' })
})
