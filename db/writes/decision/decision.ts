import { sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { alertLog, alerts } from '#db/schema/alert.ts'
import { statusHistory } from '#db/schema/history.ts'
import { maintenanceServers } from '#db/schema/maintenance.ts'
import { notices } from '#db/schema/notice.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { updates } from '#db/schema/update.ts'
import { asJson, upsert } from '#db/writes/upsert.ts'
import type { DecisionInWords } from '#lib/rules/decision/decide.ts'
import type { Incident } from '#lib/rules/incidents/incident.ts'

/**
 * Saves the incidents and episodes of a decision, to which all else of it refers: see writeEffects. The caller holds the decider's
 * lock, so nobody else has decided since it was read.
 */
export async function writeDecision(tx: Transaction, decision: DecisionInWords, now: Date): Promise<void> {
  await writeIncidents(tx, decision.incidents, now)
  await writeAlerts(tx, decision.alerts)
}

/** What follows from what writeDecision has written, all at once. */
export async function writeEffects(tx: Transaction, decision: DecisionInWords, now: Date): Promise<void> {
  await Promise.all([
    writeResults(tx, decision.results, now),
    writeToldSlots(tx, decision.maintenance),
    writeUpdates(tx, decision, now),
    ...batches(decision.statuses).map(batch => tx.insert(statusHistory).values(batch)),
  ])
}

async function writeAlerts(tx: Transaction, episodes: DecisionInWords['alerts']): Promise<void> {
  await upsert(tx, alerts, episodes, {
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
async function writeUpdates(tx: Transaction, decision: DecisionInWords, now: Date): Promise<void> {
  for (const batch of batches(decision.updates))
    await tx.insert(updates).values(batch.map(update => ({ ...update, createdAt: now })))
  for (const batch of batches(decision.notices))
    await tx.insert(notices).values(batch.map(notice => ({ ...notice, createdAt: now })))
}

async function writeIncidents(tx: Transaction, incidents: readonly Incident[], now: Date): Promise<void> {
  const rows = incidents.map(({ affected: _, ...incident }) => ({
    ...incident,
    kind: 'incident',
    updatedAt: now,
    createdAt: now,
  }))
  await upsert(tx, posts, rows, {
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
  await upsert(tx, affectedServers, affected, {
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
}

async function writeToldSlots(tx: Transaction, told: DecisionInWords['maintenance']): Promise<void> {
  const rows = told.flatMap(({ id: maintenanceId, slots }) =>
    slots.map(({ serverId, startsAt, endsAt, toldAt, toldStartsAt, toldEndsAt, startToldAt, endToldAt }) => {
      const times = { startsAt, endsAt, toldAt, toldStartsAt, toldEndsAt, startToldAt, endToldAt }
      return { maintenanceId, serverId, ...times }
    }),
  )
  await upsert(tx, maintenanceServers, rows, {
    key: ['maintenanceId', 'serverId'],
    kept: ['startsAt', 'endsAt'],
    changed: ['toldAt', 'toldStartsAt', 'toldEndsAt', 'startToldAt', 'endToldAt'],
  })
}

/** What was said of a line when it came (a field was missing, a time was put right) stays beside what was decided. */
async function writeResults(tx: Transaction, results: DecisionInWords['results'], now: Date): Promise<void> {
  if (results.length === 0) return
  await tx.execute(sql`
    update ${alertLog} set decided_at = ${now.toISOString()}::timestamptz,
      result = decided.result, reason = concat_ws('. ', decided.reason, ${alertLog.reason}),
      alert_id = decided.alert_id
    from json_to_recordset(${asJson(results)}::json)
      as decided(sequence bigint, result text, reason text, alert_id text)
    where ${alertLog.sequence} = decided.sequence`)
}

/** PostgreSQL takes 65,535 parameters in one statement. */
const rowsPerStatement = 2_000

function batches<T>(rows: readonly T[]): T[][] {
  const count = Math.ceil(rows.length / rowsPerStatement)
  return Array.from({ length: count }, (_, i) => rows.slice(i * rowsPerStatement, (i + 1) * rowsPerStatement))
}
