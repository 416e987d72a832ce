import type { Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { askKept } from '#db/questions/kept-question.ts'
import { alerts } from '#db/schema/alert.ts'
import { statusHistory } from '#db/schema/history.ts'
import { maintenanceServers } from '#db/schema/maintenance.ts'
import { notices } from '#db/schema/notice.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { updates } from '#db/schema/update.ts'
import { asJson, inserts, sendInOrder, upserts, type Write } from '#db/writes/upsert.ts'
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
    ...inserts(tx, statusHistory, decision.statuses, [
      'serverId',
      'at',
      'impact',
      'cause',
      'postId',
      'alertId',
    ]),
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
  const entries = decision.updates.map(update => ({ ...update, id: newId(), createdAt: now }))
  const told = decision.notices.map(notice => ({ ...notice, createdAt: now }))
  return [
    ...inserts(tx, updates, entries, ['id', 'postId', 'phase', 'facts', 'createdAt', 'alertId']),
    ...inserts(tx, notices, told, ['id', 'postId', 'kind', 'facts', 'createdAt']),
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
const writeResults = `
  update alert_log set decided_at = $1::timestamptz,
    result = decided.result, reason = concat_ws('. ', decided.reason, alert_log.reason), alert_id = decided.alert_id
  from json_to_recordset($2::json) as decided(sequence bigint, result text, reason text, alert_id text)
  where alert_log.sequence = decided.sequence`

function resultWrites(tx: Transaction, results: DecisionInWords['results'], now: Date): Write[] {
  if (results.length === 0) return []
  return [{ execute: () => askKept(tx, writeResults, [now.toISOString(), asJson(results)]) }]
}
