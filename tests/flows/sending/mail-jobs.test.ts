import { sql } from 'drizzle-orm'
import { afterAll, expect, it } from 'vitest'
import { createQueues, isMailQueue, type JobQueue } from '#db/jobs.ts'
import { testSite } from '#tests/support/site.ts'

const site = await testSite()
afterAll(() => site.close())

type Row = {
  name: JobQueue
  expire_seconds: number
  heartbeat_seconds: number | null
  retry_delay_max: number
}
const queues = async () => (await site.db.execute<Row>(sql`select * from pgboss.queue`)).rows

/** RFC 5321, 4.5.3.2, at MAIL, RCPT, DATA, a block of the text and its end. */
const slowestSeconds = (5 + 5 + 2 + 3 + 10) * 60

it('a mail that a mail server is slow with is not begun anew, and one of a killed process soon is', async () => {
  const mails = (await queues()).filter(queue => isMailQueue(queue.name))
  expect(mails.map(queue => queue.name).sort()).toEqual([
    'ask-confirmation',
    'ask-release',
    'mail-advance',
    'mail-preferences-link',
    'mail-sign-in',
    'prove-mail',
    'send-reminder',
    'tell-author',
    'tell-owner',
    'tell-removal',
    'tell-sign-in',
    'welcome-colleague',
  ])
  for (const queue of mails) {
    expect(queue.expire_seconds).toBeGreaterThan(slowestSeconds)
    expect(queue.heartbeat_seconds).toBeLessThanOrEqual(60)
  }
})

it('a mail waits no longer than a minute after its mail server has come back', async () => {
  const mails = (await queues()).filter(queue => isMailQueue(queue.name))
  expect(new Set(mails.map(queue => queue.retry_delay_max))).toEqual(new Set([60]))
})

it('a site that was set up before gets the same limits', async () => {
  await site.db.execute(
    sql`update pgboss.queue set expire_seconds = 120, retry_delay_max = 3600, heartbeat_seconds = null`,
  )
  await createQueues(site.boss)
  expect((await queues()).find(queue => queue.name === 'mail-sign-in')).toMatchObject({
    expire_seconds: 3_600,
    retry_delay_max: 60,
    heartbeat_seconds: 60,
  })
})
