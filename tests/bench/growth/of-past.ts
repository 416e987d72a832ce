import type { Database } from '#db/client.ts'
import { readAlertLog } from '#db/reads/alerts/desk-alerts.ts'
import { readDeskPosts } from '#db/reads/posts/desk-posts.ts'
import { readLatestHistory } from '#db/reads/posts/history.ts'
import { searchPosts } from '#db/reads/posts/search.ts'
import { readBoard } from '#db/reads/servers/board.ts'
import { readServerPage } from '#db/reads/servers/server-page.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { median } from '../table.ts'
import { addLine, addPast, addServers } from './fill.ts'
import { printGrowth } from './growth-table.ts'
import { openPlace } from './place.ts'

const sizes = [1_000, 10_000, 100_000, 1_000_000]
const serverCount = 1_000
const rounds = 5

/** What a longer past costs, while the same is open: nothing, but where all of it is looked through. */
export async function growPast(): Promise<void> {
  const place = await openPlace()
  const { db } = place
  try {
    await addServers(db, serverCount)
    const measured = new Map(tasks.map(task => [task.name, [] as number[]]))
    let size = 0
    for (const next of sizes) {
      console.log(`Adding a past of ${next.toLocaleString('en')} alerts …`)
      await addPast(db, size, next)
      size = next
      for (const { name, run } of tasks) measured.get(name)?.push(await medianOf(() => run(db)))
    }
    const rows = tasks.map(({ name, is }) => ({ name, is, unit: 'ms', values: measured.get(name) ?? [] }))
    printGrowth(
      `A longer past of ${serverCount.toLocaleString('en')} servers: a tenth of the alerts was a post with three entries`,
      'past alerts',
      sizes,
      rows,
    )
  } finally {
    await place.close()
  }
}

const anyAlert = {
  server: null,
  sourceId: null,
  fingerprint: null,
  text: null,
  kind: null,
  state: null,
  result: null,
  from: null,
  to: null,
  before: null,
}
let line = 0
const search = (text: string, page = 1) => ({ text, server: '', kind: null, page })

const tasks: { name: string; is: 'flat' | 'linear'; run: (db: Database) => Promise<unknown> }[] = [
  {
    name: 'deciding an alert',
    is: 'flat',
    async run(db) {
      line += 1
      await addLine(db, 's7', line % 2 === 1 ? 'firing' : 'resolved', new Date())
      await decideAlerts(db, () => new Date())
    },
  },
  { name: 'reading the board', is: 'flat', run: db => readBoard(new Date(), db) },
  {
    name: 'reading a server’s page (its own past grows too)',
    is: 'linear',
    run: db => readServerPage('s8.growth.example', new Date(), db),
  },
  {
    name: 'reading the history (its months grow too)',
    is: 'linear',
    run: db => readLatestHistory('UTC', new Date(), db),
  },
  { name: 'reading the desk’s posts', is: 'linear', run: db => readDeskPosts(db, 1, null, new Date()) },
  {
    name: 'searching a word of one post',
    is: 'flat',
    run: db => searchPosts(search('"moved 77 mailboxes"'), new Date(), db),
  },
  {
    name: 'searching a word of a fifth of all posts',
    is: 'linear',
    run: db => searchPosts(search('attack'), new Date(), db),
  },
  {
    name: 'searching a word of all posts',
    is: 'linear',
    run: db => searchPosts(search('disks'), new Date(), db),
  },
  { name: 'reading the alert log', is: 'flat', run: db => readAlertLog(db, anyAlert) },
]

async function medianOf(run: () => Promise<unknown>): Promise<number> {
  await run()
  const times: number[] = []
  for (let i = 0; i < rounds; i++) {
    const began = performance.now()
    await run()
    times.push(performance.now() - began)
  }
  return median(times)
}
