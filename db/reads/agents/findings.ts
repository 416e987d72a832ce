import { sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { isFindingOfAlert } from '#db/conditions/finding-of-alert.ts'
import { isAmong, listOf } from '#db/reads/list-of.ts'
import { findings } from '#db/schema/agents/finding.ts'
import { alerts } from '#db/schema/alert.ts'
import { type Evidence, type FindingOwner, findingKey, samenessOf } from '#lib/rules/agents/finding.ts'
import type { AlertKind } from '#lib/rules/alerts/alert.ts'
import type { Sameness } from '#lib/rules/decision/group-files.ts'

type Similar = Pick<Evidence, 'check' | 'path' | 'sha256'>

const evidence = {
  sourceId: findings.sourceId,
  serverId: findings.serverId,
  fingerprint: findings.fingerprint,
  check: findings.check,
  path: findings.path,
  sha256: findings.sha256,
}

/** What makes these findings, and all that was found of these incidents, the same as others. */
export async function readSameness(
  tx: Transaction,
  asked: readonly (FindingOwner & { kind: AlertKind })[],
  incidents: readonly { id: string }[],
): Promise<Sameness> {
  const owners = asked.filter(({ kind }) => kind === 'suspicious-file')
  const found = owners.length > 0 ? await readOwned(tx, owners) : []
  const ids = incidents.map(({ id }) => id)
  const held = ids.length > 0 ? await readFoundOf(tx, ids) : new Map<string, Similar[]>()
  return {
    ofFindings: new Map(found.map(row => [findingKey(row), samenessOf(row)])),
    ofIncidents: new Map([...held].map(([id, rows]) => [id, rows.flatMap(samenessOf)])),
  }
}

function readOwned(tx: Transaction, owners: readonly FindingOwner[]) {
  const texts = (name: keyof FindingOwner) =>
    listOf(
      owners.map(owner => owner[name]),
      'text',
    )
  return tx
    .select(evidence)
    .from(findings)
    .where(
      sql`(${findings.sourceId}, ${findings.serverId}, ${findings.fingerprint}) in (
        select * from unnest(${texts('sourceId')}, ${texts('serverId')}, ${texts('fingerprint')}))`,
    )
}

/** The evidence of what was found of these incidents, by their ids. */
async function readFoundOf(tx: Transaction, postIds: readonly string[]) {
  const found = await tx
    .selectDistinct({ postId: alerts.postId, ...evidence })
    .from(alerts)
    .innerJoin(findings, isFindingOfAlert)
    .where(isAmong(alerts.postId, postIds))
  return Map.groupBy(found, row => row.postId ?? '')
}
