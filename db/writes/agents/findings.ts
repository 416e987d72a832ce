import { sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { findings } from '#db/schema/agents/finding.ts'
import { asJson, upsert } from '#db/writes/upsert.ts'
import type { FindingOwner } from '#lib/rules/agents/finding.ts'

export type NewFinding = typeof findings.$inferSelect

/** More of one server nobody reads; who holds its token must not fill the disk. */
const keptPerServer = 2000

/** Keeps findings that are there, each with its evidence as it came last; of one server only the last of them. Each may be given once. */
export async function keepFindings(tx: Transaction, found: readonly NewFinding[]): Promise<void> {
  if (found.length === 0) return
  await upsert(tx, findings, found, {
    key: ['sourceId', 'serverId', 'fingerprint'],
    kept: ['id', 'firstSeenAt'],
    changed: [
      'severity',
      'summary',
      'check',
      'path',
      'owner',
      'sha256',
      'packageAnswer',
      'action',
      'indicatorId',
      'details',
      'lastSeenAt',
      'goneAt',
    ],
  })
  const ids = sql.param([...new Set(found.map(finding => finding.serverId))])
  await tx.execute(sql`
    delete from ${findings} where id = any(array(
      select old.id from unnest(${ids}::text[]) as own (id) cross join lateral (
        select id from ${findings} where server_id = own.id
        order by last_seen_at desc, id desc offset ${keptPerServer}) old))`)
}

/** Findings that are there no more, by the word of who found them. */
export async function endFindings(
  tx: Transaction,
  ended: readonly (FindingOwner & { goneAt: Date })[],
): Promise<void> {
  if (ended.length === 0) return
  await tx.execute(sql`
    update ${findings} set gone_at = ended.gone_at
    from json_to_recordset(${asJson(ended)}::json)
      as ended (source_id text, server_id text, fingerprint text, gone_at timestamptz)
    where findings.source_id = ended.source_id and findings.server_id = ended.server_id
      and findings.fingerprint = ended.fingerprint and findings.gone_at is null`)
}

/** All that an agent still finds, by one heartbeat. */
export type StillFound = { sourceId: string; serverId: string; at: Date; receivedAt: Date; open: string[] }

/** Brings findings in line with what agents list: what a list lacks that began before it is gone, the rest was seen. */
export async function followFindings(tx: Transaction, lists: readonly StillFound[]): Promise<void> {
  if (lists.length === 0) return
  await tx.execute(sql`
    update ${findings} set
      gone_at = case when fingerprint = any(list.open) then null else list.at end,
      last_seen_at = case when fingerprint = any(list.open) then list.received_at else last_seen_at end
    from json_to_recordset(${asJson(lists)}::json)
      as list (source_id text, server_id text, at timestamptz, received_at timestamptz, open text[])
    where findings.server_id = list.server_id and findings.source_id = list.source_id
      and gone_at is null and first_seen_at <= list.at`)
}
