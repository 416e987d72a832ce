import { sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'

export type DomainAnswer = {
  domain: string
  serverIds: string[]
  /** Every question was answered; otherwise what was known before stays beside what was learned. */
  isWhole: boolean
}

/** Keeps what DNS answered about domains. What it did not answer is no news: its own server may be down. */
export async function writeDomains(db: Database, answers: readonly DomainAnswer[], now: Date): Promise<void> {
  if (answers.length === 0) return
  await db.execute(sql`
    with answer as (
      select a.domain, coalesce(a."serverIds", '{}') as server_ids, a."isWhole" as is_whole
      from jsonb_to_recordset(${JSON.stringify(answers)}::jsonb)
        as a (domain text, "serverIds" text[], "isWhole" boolean))
    insert into domains (domain, server_ids, asked_at)
    select answer.domain,
      case when answer.is_whole or known.domain is null then answer.server_ids
        else array(select distinct unnest(known.server_ids || answer.server_ids)) end,
      ${now.toISOString()}::timestamptz
    from answer left join domains known on known.domain = answer.domain
    on conflict (domain) do update set server_ids = excluded.server_ids, asked_at = excluded.asked_at
      where domains.asked_at <= excluded.asked_at`)
}

/** Forgets the places of domains that nobody watches any more. */
export async function forgetUnwatched(db: Database): Promise<void> {
  await db.execute(sql`
    delete from domains where not exists (select from subscriptions watch where watch.domain = domains.domain)`)
}
