import { sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { audience } from '#db/reads/notices/audience.ts'
import { readFirstRecipients } from '#db/reads/notices/recipients.ts'
import { posts } from '#db/schema/post.ts'
import type { AudienceOf } from '#lib/rules/notices/audience.ts'
import type { NoticeKind } from '#lib/rules/notices/notice.ts'
import type { Product } from '#tests/support/product.ts'
import { printTable } from './table.ts'

const subscriberCount = 100_000

/** Chooses the audience of notices among 100,000 confirmed subscribers, and prints how many hear and how long it takes. */
export async function benchAudience({ db }: Product): Promise<void> {
  await db.transaction(tx => addSubscribers(tx))
  await db.execute(sql`analyze`)
  const ids = await serverIds(db)
  const post = await addPost(db)
  const rows = [['notice', 'hear of it', 'time']]
  const measure = async (what: string, kind: NoticeKind, named: string[]) => {
    const notice = noticeOf(post, kind, named)
    const began = performance.now()
    const hearing = await db.execute(audience(notice, { freshSince: new Date(0), after: '' }))
    rows.push([what, String(hearing.rows.length), `${Math.round(performance.now() - began)} ms`])
  }
  const few = noticeOf(post, 'began', ids.slice(0, 40))
  const began = performance.now()
  const first = await db.transaction(tx => readFirstRecipients(tx, few, { freshSince: new Date(0) }, 500))
  const time = `${Math.round(performance.now() - began)} ms`
  rows.push(['40 servers began, the first few', String(first.ids.length), time])
  await measure('one server began', 'began', ids.slice(0, 1))
  await measure('40 servers began', 'began', ids.slice(0, 40))
  await tellAll(db, post)
  await measure('one server ended, all have heard', 'ended', ids.slice(0, 1))
  await measure('40 servers ended, all have heard', 'ended', ids.slice(0, 40))
  printTable(`The audience among ${subscriberCount} confirmed subscribers`, rows)
}

/** A tenth watches all servers, a fifth a group, a fifth a domain in the map, a fifth one in DNS, the rest a server. */
async function addSubscribers(tx: Transaction): Promise<void> {
  await tx.execute(sql`
    insert into subscribers (id, email, state)
    select 'bench' || n, 'bench' || n || '@d' || n || '.example', 'confirmed' from generate_series(1, ${subscriberCount}) n`)
  await tx.execute(sql`
    with server as (select id, group_id, row_number() over (order by label) - 1 as place from servers),
    many as (select count(*) as count from server)
    insert into subscriptions (id, subscriber_id, server_id, group_id, domain, confirmed_at)
    select 'bench' || n, 'bench' || n,
      case when n % 10 in (7, 8, 9) then server.id end,
      case when n % 10 in (1, 2) then server.group_id end,
      case when n % 10 in (3, 4, 5, 6) then 'd' || n || '.example' end, now()
    from generate_series(1, ${subscriberCount}) n, many join server on true
    where server.place = (n / 10) % many.count`)
  await tx.execute(sql`
    with server as (select id, row_number() over (order by label) - 1 as place from servers),
    many as (select count(*) as count from server),
    placed as (select n, id from generate_series(1, ${subscriberCount}) n, many join server on true
      where server.place = (n / 10) % many.count),
    mapped as (insert into customers (domain, server_id) select 'd' || n || '.example', id from placed where n % 10 in (3, 4))
    insert into domains (domain, server_ids, asked_at)
    select 'd' || n || '.example', array[id], now() from placed where n % 10 in (5, 6)`)
}

async function serverIds(db: Database): Promise<string[]> {
  const { rows } = await db.execute<{ id: string }>(sql`select id from servers order by label`)
  return rows.map(row => row.id)
}

async function addPost(db: Database): Promise<string> {
  const at = new Date()
  const [row] = await db
    .insert(posts)
    .values({
      slug: `bench-${at.getTime()}`,
      kind: 'incident',
      title: 'bench',
      visibility: 'published',
      startedAt: at,
      publishedAt: at,
    })
    .returning({ id: posts.id })
  return row?.id ?? ''
}

/** Everybody has a sent delivery of an earlier notice of the post. */
async function tellAll(db: Database, postId: string): Promise<void> {
  await db.execute(sql`
    with notice as (insert into notices (id, post_id, kind, facts, created_at)
      values ('bench-began', ${postId}, 'began', '{"servers":[],"endedBefore":[],"stillAffected":[]}', now() - interval '1 hour')
      returning id)
    insert into deliveries (id, notice_id, subscriber_id, channel, address, state)
    select 'bench' || s.id, notice.id, s.id, 'mail', s.email, 'sent' from subscribers s, notice
    where s.id like 'bench%'`)
  await db.execute(sql`analyze`)
}

function noticeOf(postId: string, kind: NoticeKind, ids: string[]): AudienceOf {
  const servers = ids.map(id => ({
    id,
    label: id,
    impact: 'major_outage' as const,
    cause: 'outage' as const,
    since: new Date().toISOString(),
  }))
  const facts = { servers, endedBefore: [], stillAffected: [] }
  return { id: 'bench-notice', postId, kind, facts, createdAt: new Date() }
}
