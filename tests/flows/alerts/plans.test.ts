import { sql } from 'drizzle-orm'
import { Client } from 'pg'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { newId } from '#db/id.ts'
import { readBoard } from '#db/reads/servers/board.ts'
import { readServerPage } from '#db/reads/servers/server-page.ts'
import { sources } from '#db/schema/source.ts'
import { writeDocument } from '#lib/documents/write-document.ts'
import { decideAlerts } from '#lib/flows/alerts/decide-alerts.ts'
import { addLine, addPast, addServers } from '#tests/bench/growth/fill.ts'
import { type Site, testSite } from '#tests/support/site.ts'

let site: Site
const now = new Date()
const hostname = 's7.growth.example'

/** Tables that grow for ever, while what is open stays as it is. */
const growing: ReadonlySet<string> = new Set([
  'affected_servers',
  'alert_log',
  'alerts',
  'deliveries',
  'heartbeats',
  'notices',
  'posts',
  'status_history',
  'updates',
])

beforeAll(async () => {
  site = await testSite()
  await site.db.insert(sources).values({ id: newId(), name: 'probe', tokenHash: 'hash' })
  await addServers(site.db, 1_000)
  await addPast(site.db, 0, 20_000)
  await addLine(site.db, 's7', 'firing', now)
})

afterAll(() => site?.close())

type PlanNode = {
  'Relation Name'?: string
  'Index Name'?: string
  'Index Cond'?: string
  'Node Type': string
  Plans?: PlanNode[]
}

/** Where a plan looks through a whole table or index. */
function scansOf(node: PlanNode, parents: readonly string[] = []): { table: string; index: string }[] {
  const { 'Relation Name': table = '', 'Index Name': index = '', 'Index Cond': condition } = node
  const isScan = !['Bitmap Heap Scan', 'ModifyTable'].includes(node['Node Type'])
  const isWhole = isScan && growing.has(table) && !condition && !parents.includes('Limit')
  const own = isWhole ? [{ table, index }] : []
  return [...own, ...(node.Plans ?? []).flatMap(each => scansOf(each, [...parents, node['Node Type']]))]
}

async function keptTexts(run: () => Promise<unknown>): Promise<string[]> {
  const query = vi.spyOn(Client.prototype, 'query')
  await run()
  const asked = query.mock.calls.map(([question]) => question as { name?: string; text?: string })
  query.mockRestore()
  return asked.flatMap(({ name, text }) => (name?.startsWith('kept ') && text ? [text] : []))
}

/** Indexes that hold nothing but what is open, or what there is seldom any of. */
async function partialIndexes(): Promise<ReadonlySet<string>> {
  const { rows } = await site.db.execute<{ name: string }>(
    sql`select indexrelid::regclass::text as name from pg_index where indpred is not null`,
  )
  return new Set(rows.map(row => row.name))
}

it('no question that an alert waits for, by a plan that is kept, looks through what grows for ever', async () => {
  const read = async () => {
    await decideAlerts(site.db, () => now)
    for (let round = 0; round < 2; round++) {
      await readBoard(now, site.db)
      await readServerPage(hostname, now, site.db)
      await writeDocument('/api/v2/summary.json', { db: site.db, now })
    }
  }
  const texts = [...new Set(await keptTexts(read))]
  expect(texts.length).toBeGreaterThan(30)
  const partial = await partialIndexes()
  const found = await site.db.transaction(async tx => {
    await tx.execute(sql`set local plan_cache_mode = force_generic_plan`)
    await tx.execute(sql`set local enable_seqscan = off`)
    const all: unknown[] = []
    for (const text of texts) {
      const { rows } = await tx.execute<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
        sql.raw(`explain (generic_plan, format json) ${text}`),
      )
      const plan = rows[0]?.['QUERY PLAN'][0].Plan
      const scans = plan ? scansOf(plan).filter(({ index }) => !partial.has(index)) : []
      if (scans.length > 0) all.push({ scans, text: text.slice(0, 400) })
    }
    return all
  })
  expect(found).toEqual([])
})
