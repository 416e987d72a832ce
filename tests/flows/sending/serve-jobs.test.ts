import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { serveJobs } from '#lib/workers/serve-jobs.ts'
import { testSite } from '#tests/support/site.ts'
import { until } from '#tests/support/until.ts'

const site = await testSite()
afterAll(() => site.close())

type Looks = { notifyPollingIntervalSeconds: number; pollingIntervalSeconds: number }
/** How often each of those who serve a queue looks by itself, by the queue. */
const looks = new Map<string, Looks[]>()

/** So many comments that nobody has written, of which there is nothing to tell. */
const waiting = 40

beforeAll(async () => {
  await site.boss.insert(
    'tell-author',
    Array.from({ length: waiting }, (_, place) => ({ data: { commentId: `nobody-${place}` } })),
  )
  const work = site.boss.work.bind(site.boss) as (...given: unknown[]) => Promise<string>
  Object.assign(site.boss, {
    work(queue: string, options: Looks, handler: unknown) {
      looks.set(queue, [...(looks.get(queue) ?? []), options])
      // As where the database tells of new jobs, which it does not here.
      const { notifyPollingIntervalSeconds: pollingIntervalSeconds } = options
      return work(queue, { ...options, pollingIntervalSeconds }, handler)
    },
  })
  const due = await serveJobs(site.boss, site.db)
  return () => due.stop()
})

it('mails that wait are begun one after the other, with no pause between them', async () => {
  type Row = { done: number; seconds: number }
  const begun = async () =>
    (
      await site.db.execute<Row>(sql`
        select count(*) filter (where state = 'completed')::int as done,
          extract(epoch from max(started_on) - min(started_on))::float as seconds
        from pgboss.job where name = 'tell-author'`)
    ).rows[0]
  const last = await until(async () => {
    const row = await begun()
    return row?.done === waiting && row
  }, 'all are done')
  // One that looks twice a second would have needed twenty.
  expect(last.seconds).toBeLessThan(10)
})

it('a job that has waited for its time is begun soon after, though nobody tells of it', async () => {
  await site.boss.insert('tell-author', [
    { data: { commentId: 'nobody-later' }, startAfter: new Date(Date.now() + 1_000) },
  ])
  const late = await until(async () => {
    const { rows } = await site.db.execute<{ seconds: number }>(sql`
      select extract(epoch from started_on - start_after)::float as seconds
      from pgboss.job where data->>'commentId' = 'nobody-later' and started_on is not null`)
    return rows[0]
  }, 'it is begun')
  // Who serves the queue looks by itself each 15 seconds.
  expect(late.seconds).toBeLessThan(8)
})

it('an idle queue is asked by one of those who serve it', () => {
  expect(looks.size).toBeGreaterThan(20)
  for (const [queue, [first, ...others]] of looks) {
    expect([queue, first?.notifyPollingIntervalSeconds, first?.pollingIntervalSeconds]).toEqual([
      queue,
      15,
      0.5,
    ])
    expect(others.length).toBeGreaterThan(0)
    for (const other of others)
      expect([queue, other.notifyPollingIntervalSeconds, other.pollingIntervalSeconds]).toEqual([
        queue,
        60,
        15,
      ])
  }
})
