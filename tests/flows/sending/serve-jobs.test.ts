import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { queuesOnce } from '#db/jobs.ts'
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
      return work(queue, options, handler)
    },
  })
  await serveJobs(site.boss, site.db)
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

it('an idle queue is asked by one of those who serve it', () => {
  expect(looks.size).toBeGreaterThan(20)
  for (const [queue, [first, ...others]] of looks) {
    const isOnce = queuesOnce.some(each => each === queue)
    expect([queue, first?.notifyPollingIntervalSeconds]).toEqual([queue, isOnce ? 2 : 15])
    expect([queue, first?.pollingIntervalSeconds]).toEqual([queue, 0.5])
    expect(others.length).toBeGreaterThan(0)
    for (const other of others)
      expect([queue, other.notifyPollingIntervalSeconds, other.pollingIntervalSeconds]).toEqual([
        queue,
        15,
        15,
      ])
  }
})
