import { sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { alertLog, alerts } from '#db/schema/alert.ts'
import { statusHistory } from '#db/schema/history.ts'
import { maintenanceServers } from '#db/schema/maintenance.ts'
import { notices } from '#db/schema/notice.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { updates } from '#db/schema/update.ts'
import { asJson, sendInOrder, upserts, type Write } from '#db/writes/upsert.ts'
import type { DecisionInWords } from '#lib/rules/decision/decide.ts'
import type { Incident } from '#lib/rules/incidents/incident.ts'

/**
 * Saves a decision in one breath: its incidents and episodes, and then what refers to them. The caller holds the decider's lock, so
 * nobody else has decided since it was read.
 */
export async function writeDecision(tx: Transaction, decision: DecisionInWords, now: Date): Promise<void> {
  await sendInOrder([
    ...incidentWrites(tx, decision.incidents, now),
    ...alertWrites(tx, decision.alerts),
    ...resultWrites(tx, decision.results, now),
    ...toldSlotWrites(tx, decision.maintenance),
    ...updateWrites(tx, decision, now),
    ...batches(decision.statuses).map(batch => tx.insert(statusHistory).values(batch)),
  ])
}

function alertWrites(tx: Transaction, episodes: DecisionInWords['alerts']): Write[] {
  return upserts(tx, alerts, episodes, {
    key: ['id'],
    kept: ['sourceId', 'fingerprint', 'startsAt', 'serverId', 'firstReceivedAt', 'isDebounced'],
    changed: [
      'kind',
      'severity',
      'isGuess',
      'summary',
      'lastReceivedAt',
      'receivedCount',
      'endsAt',
      'closedAt',
      'postId',
    ],
  })
}

/** Notices may name the updates that they tell of. */
function updateWrites(tx: Transaction, decision: DecisionInWords, now: Date): Write[] {
  return [
    ...batches(decision.updates).map(batch =>
      tx.insert(updates).values(batch.map(update => ({ ...update, createdAt: now }))),
    ),
    ...batches(decision.notices).map(batch =>
      tx.insert(notices).values(batch.map(notice => ({ ...notice, createdAt: now }))),
    ),
  ]
}

function incidentWrites(tx: Transaction, incidents: readonly Incident[], now: Date): Write[] {
  const rows = incidents.map(({ affected: _, ...incident }) => ({
    ...incident,
    kind: 'incident',
    updatedAt: now,
    createdAt: now,
  }))
  const ofPosts = upserts(tx, posts, rows, {
    key: ['id'],
    kept: ['slug', 'kind', 'cause', 'groupId', 'startedAt', 'createdAt'],
    changed: [
      'title',
      'titleFacts',
      'visibility',
      'phase',
      'publishedAt',
      'resolvedAt',
      'resolutionProposedAt',
      'nextUpdateAt',
      'lastNoticeAt',
      'breaker',
      'updatedAt',
    ],
  })
  const affected = incidents.flatMap(({ id, affected }) => affected.map(row => ({ ...row, postId: id })))
  const ofServers = upserts(tx, affectedServers, affected, {
    key: ['postId', 'serverId'],
    kept: [],
    changed: [
      'impact',
      'cause',
      'since',
      'until',
      'clearedAt',
      'endedAt',
      'isIntermittent',
      'announcedImpact',
      'announcedAt',
      'isAnnouncedIntermittent',
      'staffToldAt',
    ],
  })
  return [...ofPosts, ...ofServers]
}

function toldSlotWrites(tx: Transaction, told: DecisionInWords['maintenance']): Write[] {
  const rows = told.flatMap(({ id: maintenanceId, slots }) =>
    slots.map(({ serverId, startsAt, endsAt, toldAt, toldStartsAt, toldEndsAt, startToldAt, endToldAt }) => {
      const times = { startsAt, endsAt, toldAt, toldStartsAt, toldEndsAt, startToldAt, endToldAt }
      return { maintenanceId, serverId, ...times }
    }),
  )
  return upserts(tx, maintenanceServers, rows, {
    key: ['maintenanceId', 'serverId'],
    kept: ['startsAt', 'endsAt'],
    changed: ['toldAt', 'toldStartsAt', 'toldEndsAt', 'startToldAt', 'endToldAt'],
  })
}

/** What was said of a line when it came (a field was missing, a time was put right) stays beside what was decided. */
function resultWrites(tx: Transaction, results: DecisionInWords['results'], now: Date): Write[] {
  if (results.length === 0) return []
  const write = tx.execute(sql`
    update ${alertLog} set decided_at = ${now.toISOString()}::timestamptz,
      result = decided.result, reason = concat_ws('. ', decided.reason, ${alertLog.reason}),
      alert_id = decided.alert_id
    from json_to_recordset(${asJson(results)}::json)
      as decided(sequence bigint, result text, reason text, alert_id text)
    where ${alertLog.sequence} = decided.sequence`)
  return [write]
}

/** PostgreSQL takes 65,535 parameters in one statement. */
const rowsPerStatement = 2_000

function batches<T>(rows: readonly T[]): T[][] {
  const count = Math.ceil(rows.length / rowsPerStatement)
  return Array.from({ length: count }, (_, i) => rows.slice(i * rowsPerStatement, (i + 1) * rowsPerStatement))
}
