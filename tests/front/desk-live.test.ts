import { afterEach, beforeEach, expect, it } from 'vitest'
import { createRefresh } from '#lib/front/refresh.ts'
import { until } from '#tests/support/until.ts'
import { startFront } from './front-fixture.ts'

let front: Awaited<ReturnType<typeof startFront>>
beforeEach(async () => {
  front = await startFront()
})
afterEach(async () => {
  await front.stop()
})

const dana = { headers: { cookie: 'dana' } }

/** What a stream has said so far. */
async function listen(path: string, init: RequestInit = {}) {
  const answer = await front.ask(path, init)
  const said: string[] = []
  void (async () => {
    const decoder = new TextDecoder()
    for await (const part of answer.body ?? []) said.push(decoder.decode(part as Uint8Array))
  })().catch(() => {})
  return () => said.join('')
}

it('strangers are told nothing of the desk, and staff are told whether it can be asked', async () => {
  expect((await front.ask('/desk/live')).status).toBe(401)
  expect((await front.ask('/desk/live', { method: 'HEAD' })).status).toBe(401)
  expect((await front.ask('/desk/live', { method: 'HEAD', ...dana })).status).toBe(204)
  expect((await front.ask('/desk/live', { method: 'POST', ...dana })).status).toBe(405)
  expect(front.parts.live.size).toBe(0)
})

it('staff hear of each change, readers of what is public alone', async () => {
  const { pages, live, known, gate } = front.parts
  const { refresh } = createRefresh(pages, live, known, gate)
  const [reader, staff] = [await listen('/live'), await listen('/desk/live', dana)]
  await until(() => live.size === 2, 'both listen')
  await refresh({ id: 'a', paths: ['/desk'] })
  await until(() => staff().includes('event: desk'), 'staff hear of it')
  await refresh({ id: 'b', paths: ['/', '/desk'] })
  await until(() => reader().includes('event: pages'), 'readers hear of it')
  expect(reader()).not.toContain('desk')
  expect(staff().match(/event: desk/g)).toHaveLength(2)
  expect(staff()).not.toContain('event: pages')
})
