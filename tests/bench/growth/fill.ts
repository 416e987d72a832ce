import { sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'

const serversPerGroup = 40

/** Servers in racks of 40, so that there are so many beside those of the demo. */
export async function addServers(db: Database, upTo: number): Promise<void> {
  await db.execute(sql`
    insert into groups (id, name, slug, position)
    select 'g' || g, 'Rack ' || g, 'growth-rack-' || g, 100 + g
    from generate_series(0, ${Math.floor(upTo / serversPerGroup)}::int) g on conflict do nothing`)
  await db.execute(sql`
    insert into servers (id, hostname, label, group_id)
    select 's' || n, 's' || n || '.growth.example', 's' || n, 'g' || n / ${serversPerGroup}::int
    from generate_series(1, ${upTo}::int) n on conflict do nothing`)
  await db.execute(sql`analyze`)
}

/** Confirmed subscribers: always 20 watch s1; of the others nine of ten watch one server, and one of ten all. */
export async function addSubscribers(db: Database, from: number, upTo: number): Promise<void> {
  await db.execute(sql`
    insert into subscribers (id, email, state)
    select 'r' || n, 'r' || n || '@growth.example', 'confirmed' from generate_series(${from + 1}::int, ${upTo}::int) n`)
  await db.execute(sql`
    insert into subscriptions (id, subscriber_id, server_id, confirmed_at)
    select 'r' || n, 'r' || n,
      case when n <= 20 then 's1' when n % 10 > 0 then 's' || 2 + n % 900 end, now()
    from generate_series(${from + 1}::int, ${upTo}::int) n`)
  await db.execute(sql`analyze`)
}

/**
 * A past: alerts that are over, spread over the servers and the last two years; one of ten is a post with three entries, and
 * two changes of its server's status.
 */
export async function addPast(db: Database, from: number, upTo: number): Promise<void> {
  const [source] = (await db.execute<{ id: string }>(sql`select id from sources limit 1`)).rows
  const began = sql`now() - interval '2 days' - n % 1000000 * interval '60 s'`
  const series = sql`generate_series(${from + 1}::int, ${upTo}::int) n`
  const posts = sql`generate_series(${from / 10 + 1}::int, ${upTo / 10}::int) n`
  const words = sql`'The disks of s' || n % 1000 || ' were slow after ' ||
    (array['a kernel update', 'a failed controller', 'an attack', 'a backup', 'a broken cable'])[1 + n % 5] ||
    '. We moved ' || n || ' mailboxes and watch it.'`
  await db.execute(sql`
    insert into posts (id, slug, kind, title, summary, visibility, phase, started_at, published_at, resolved_at, updated_at, last_notice_at)
    select 'p' || n, 'p' || n, 'incident', 'Trouble on s' || n % 1000, ${words}, 'published', 'resolved',
      ${began}, ${began}, ${began} + interval '20 min', ${began} + interval '20 min', ${began} from ${posts}`)
  await db.execute(sql`
    insert into affected_servers (post_id, server_id, impact, cause, since, until, cleared_at, ended_at, announced_impact, announced_at)
    select 'p' || n, 's' || 1 + n % 1000, 'degraded', 'slowdown', ${began}, ${began} + interval '20 min',
      ${began} + interval '20 min', ${began} + interval '20 min', 'operational', ${began} from ${posts}`)
  await db.execute(sql`
    insert into updates (id, post_id, phase, body, created_at)
    select 'u' || n || 'x' || u, 'p' || n, 'monitoring', ${words} || ' Entry ' || u, ${began} + u * interval '5 min'
    from ${posts}, generate_series(1, 3) u`)
  await db.execute(sql`
    insert into status_history (server_id, at, impact, cause, post_id)
    select 's' || 1 + n % 1000, ${began} + u * interval '20 min', case u when 0 then 'degraded' else 'operational' end,
      case u when 0 then 'slowdown' end, 'p' || n
    from ${posts}, generate_series(0, 1) u`)
  await db.execute(sql`
    insert into alerts (id, source_id, fingerprint, starts_at, server_id, kind, severity, summary, first_received_at,
      last_received_at, is_debounced, ends_at, closed_at)
    select 'a' || n, ${source?.id}, 'past:' || n, ${began}, 's' || 1 + n % 1000, 'slowdown', 'critical', 'load is high',
      ${began}, ${began}, true, ${began} + interval '20 min', ${began} + interval '20 min' from ${series}`)
  await db.execute(sql`
    insert into alert_log (source_id, format, result, fingerprint, server_id, kind, state, severity, summary, received_at,
      starts_at, decided_at, alert_id)
    select ${source?.id}, 'generic', 'accepted', 'past:' || n, 's' || 1 + n % 1000, 'slowdown', 'firing', 'critical',
      'load is high', ${began}, ${began}, ${began}, 'a' || n from ${series}`)
  await db.execute(sql`analyze`)
}

/** A line of the alert log that waits for a decision. */
export async function addLine(
  db: Database,
  serverId: string,
  state: 'firing' | 'resolved',
  at: Date,
): Promise<void> {
  await db.execute(sql`
    insert into alert_log (source_id, format, result, fingerprint, server_id, kind, state, severity, summary, received_at, starts_at, ends_at)
    select id, 'generic', 'accepted', 'growth:' || ${serverId}, ${serverId}, 'outage', ${state}, 'critical', 'down', ${at},
      ${at}, case when ${state} = 'resolved' then ${at}::timestamptz end from sources limit 1`)
}
