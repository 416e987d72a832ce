import { sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { affectedServers, alertLog, alerts, notices, posts, statusHistory, updates } from '#db/schema.ts'
import type { Decision } from '#lib/rules/decide.ts'
import type { Incident } from '#lib/rules/incident.ts'

/** Saves a decision. The caller holds the decider's lock, so nobody else has decided since it was read. */
export async function writeDecision(tx: Transaction, decision: Decision, now: Date): Promise<void> {
  await writeIncidents(tx, decision.incidents, now)
  await writeAlerts(tx, decision)
  await writeResults(tx, decision, now)
  for (const batch of batches(decision.updates))
    await tx.insert(updates).values(batch.map(update => ({ ...update, createdAt: now })))
  for (const batch of batches(decision.statuses))
    await tx.insert(statusHistory).values(batch.map(line => ({ ...line, at: now })))
  for (const batch of batches(decision.notices))
    await tx.insert(notices).values(batch.map(notice => ({ ...notice, createdAt: now })))
}

async function writeIncidents(tx: Transaction, incidents: readonly Incident[], now: Date): Promise<void> {
  const rows = incidents.map(({ affected: _, ...incident }) => ({
    ...incident,
    kind: 'incident' as const,
    updatedAt: now,
    createdAt: now,
  }))
  for (const batch of batches(rows))
    await tx
      .insert(posts)
      .values(batch)
      .onConflictDoUpdate({
        target: posts.id,
        set: replaced([
          ...['title', 'visibility', 'phase', 'published_at', 'resolved_at', 'resolution_proposed_at'],
          ...['last_notice_at', 'breaker', 'updated_at'],
        ]),
      })
  const affected = incidents.flatMap(({ id, affected }) => affected.map(row => ({ ...row, postId: id })))
  for (const batch of batches(affected))
    await tx
      .insert(affectedServers)
      .values(batch)
      .onConflictDoUpdate({
        target: [affectedServers.postId, affectedServers.serverId],
        set: replaced([
          ...['impact', 'cause', 'since', 'cleared_at', 'ended_at', 'is_intermittent'],
          ...['announced_impact', 'announced_at', 'is_announced_intermittent', 'staff_told_at'],
        ]),
      })
}

async function writeAlerts(tx: Transaction, decision: Decision): Promise<void> {
  for (const batch of batches(decision.alerts))
    await tx
      .insert(alerts)
      .values(batch)
      .onConflictDoUpdate({
        target: alerts.id,
        set: replaced([
          ...['kind', 'severity', 'summary', 'last_received_at', 'received_count'],
          ...['ends_at', 'closed_at', 'post_id'],
        ]),
      })
}

async function writeResults(tx: Transaction, decision: Decision, now: Date): Promise<void> {
  for (const batch of batches(decision.results)) {
    const rows = batch.map(
      line =>
        sql`(${line.sequence}::bigint, ${line.result}::text, ${line.reason}::text, ${line.alertId}::text)`,
    )
    const list = sql`(values ${sql.join(rows, sql`, `)}) as decided(sequence, result, reason, alert_id)`
    await tx.execute(sql`
      update ${alertLog} set decided_at = ${now.toISOString()}::timestamptz,
        result = decided.result, reason = decided.reason, alert_id = decided.alert_id
      from ${list} where ${alertLog.sequence} = decided.sequence`)
  }
}

/** Takes the value that the insert brought. */
function replaced(columns: readonly string[]) {
  const named = columns.map(column => {
    const key = column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())
    return [key, sql.raw(`excluded.${column}`)]
  })
  return Object.fromEntries(named)
}

/** PostgreSQL takes 65,535 parameters in one statement. */
const rowsPerStatement = 2_000

function batches<T>(rows: readonly T[]): T[][] {
  const count = Math.ceil(rows.length / rowsPerStatement)
  return Array.from({ length: count }, (_, i) => rows.slice(i * rowsPerStatement, (i + 1) * rowsPerStatement))
}
