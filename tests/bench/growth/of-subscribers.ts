import { sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { readFirstRecipients } from '#db/reads/notices/recipients.ts'
import { countSubscribers, readSubscriberList } from '#db/reads/subscribers/desk-subscribers.ts'
import { readSubscriberId } from '#db/reads/subscribers/person.ts'
import { notices } from '#db/schema/notice.ts'
import { posts } from '#db/schema/post.ts'
import { planNotice } from '#lib/flows/notices/plan-notice.ts'
import type { NoticeFacts } from '#lib/rules/notices/notice.ts'
import { addServers, addSubscribers } from './fill.ts'
import { printGrowth } from './growth-table.ts'
import { openPlace } from './place.ts'

const sizes = [1_000, 10_000, 100_000, 1_000_000]

/** What more subscribers cost, of whom a tenth watches all servers: those hear of what begins on one. */
export async function growSubscribers(): Promise<void> {
  const place = await openPlace()
  const { db } = place
  try {
    await addServers(db, 1_000)
    const measured = new Map(tasks.map(task => [task.name, [] as number[]]))
    let size = 0
    for (const next of sizes) {
      console.log(`Adding subscribers, up to ${next.toLocaleString('en')} …`)
      await addSubscribers(db, size, next)
      size = next
      for (const { name, run } of tasks) measured.get(name)?.push(await timeOf(() => run(db)))
    }
    const rows = tasks.map(({ name, is }) => ({ name, is, unit: 'ms', values: measured.get(name) ?? [] }))
    printGrowth('More subscribers, a tenth of whom watches all servers', 'subscribers', sizes, rows)
  } finally {
    await place.close()
  }
}

type Task = { name: string; is: 'flat' | 'linear'; run: (db: Database) => Promise<unknown> }
const tasks: Task[] = [
  {
    name: 'choosing the first who hear of an outage',
    is: 'flat',
    async run(db) {
      const notice = await addNotice(db)
      await db.transaction(tx => readFirstRecipients(tx, notice, { freshSince: new Date(0) }, 500))
      await db.execute(sql`delete from notices where id = ${notice.id}`)
    },
  },
  {
    name: 'queueing a delivery for each who hears of it',
    is: 'linear',
    run: async db => planNotice(db, (await addNotice(db)).id, new Date()),
  },
  { name: 'finding one by the address', is: 'flat', run: db => readSubscriberId(db, 'r77@growth.example') },
  { name: 'counting all at the desk', is: 'linear', run: db => countSubscribers(db) },
  {
    name: 'the desk’s first page of them',
    is: 'linear',
    run: db => readSubscriberList(db, anySubscriber, 1),
  },
]
const anySubscriber = { text: null, state: null, serverId: null }

/** Of one server that is down; staff let it go out, however many hear of it. */
async function addNotice(db: Database) {
  const id = newId()
  const createdAt = new Date()
  const server = {
    id: 's1',
    label: 's1',
    hostname: 's1.growth.example',
    impact: 'major_outage',
    cause: 'outage',
  }
  const facts = {
    servers: [{ ...server, since: createdAt.toISOString() }],
    endedBefore: [],
    stillAffected: [],
  }
  await db.insert(posts).values({
    id,
    slug: id,
    kind: 'incident',
    title: 'growth',
    visibility: 'published',
    startedAt: createdAt,
    publishedAt: createdAt,
  })
  const notice = { id, postId: id, kind: 'began' as const, facts: facts as unknown as NoticeFacts, createdAt }
  await db.insert(notices).values({ ...notice, releasedAt: createdAt })
  return notice
}

async function timeOf(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await run()
  return performance.now() - began
}
