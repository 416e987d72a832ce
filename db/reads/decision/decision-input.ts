import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import type { Transaction } from '#db/client.ts'
import { readSameness } from '#db/reads/agents/findings.ts'
import { listOf } from '#db/reads/list-of.ts'
import { alertLog } from '#db/schema/alert.ts'
import { statusHistory } from '#db/schema/history.ts'
import { affectedServers } from '#db/schema/post.ts'
import { groups, servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
import type { LoggedAlert } from '#lib/rules/alerts/alert.ts'
import type { DecisionInput } from '#lib/rules/decision/decide.ts'
import { flapSeconds } from '#lib/rules/decision/flapping.ts'
import { isHeldFile } from '#lib/rules/decision/group-files.ts'
import { lateAgents } from '#lib/rules/decision/silence.ts'
import type { Policy } from '#lib/rules/policy/policy.ts'
import { later } from '#lib/rules/time/time.ts'
import { readEndedEpisodes, readNamedEpisodes, readOpenEpisodes } from './episodes-to-decide.ts'
import { readIncidents, readSuspectedAt, readToldLately } from './incidents-to-decide.ts'
import { readLastHeartbeats } from './last-heartbeats.ts'
import { loggedFacts, wholeLine } from './logged-alerts.ts'
import { readMaintenanceToDecide } from './maintenance-to-decide.ts'

/** The oldest lines of the alert log that wait for a decision, at most this many. */
export async function readPending(tx: Transaction, most: number): Promise<LoggedAlert[]> {
  const { sequence, sourceId, decidedAt } = alertLog
  const rows = await tx
    .select(loggedFacts)
    .from(alertLog)
    .innerJoin(sources, eq(sources.id, sourceId))
    .where(isNull(decidedAt))
    .orderBy(sequence)
    .limit(most)
  return rows.map(line => {
    const whole = wholeLine(line)
    if (!whole)
      throw new Error(
        `Alert log line ${line.sequence} waits for a decision, but lacks its server or its facts.`,
      )
    return whole
  })
}

type Soon<T> = T | Promise<T>

/**
 * All that the decision about these lines rests on. Its cost follows what is open, and what ended just now. What needs no answer of
 * another question is asked at once, lines and policy among it where they are on their way.
 */
export async function readDecisionInput(
  tx: Transaction,
  given: Soon<readonly LoggedAlert[]>,
  policyGiven: Soon<Policy>,
  now: Date,
): Promise<DecisionInput> {
  const [lines, policy, incidents, open, periods, heartbeats, toldSilent, suspectedAt] = await Promise.all([
    given,
    policyGiven,
    readIncidents(tx),
    readOpenEpisodes(tx),
    readMaintenanceToDecide(tx, now),
    readLastHeartbeats(tx),
    readToldSilent(tx),
    readSuspectedAt(tx),
  ])
  const [named, toldLately] = await Promise.all([
    readNamedEpisodes(tx, lines),
    readToldLately(tx, later(now, -policy.breakerMinutes * 60)),
  ])
  const current = [...open, ...named]
  const troubled = unique([
    ...[...current, ...lines].map(item => item.serverId),
    ...incidents.flatMap(incident => incident.affected.map(row => row.serverId)),
  ])
  const ids = unique([
    ...troubled,
    ...periods.flatMap(period => period.slots.map(slot => slot.serverId)),
    ...lateAgents(heartbeats, policy, now).map(heartbeat => heartbeat.serverId),
    ...toldSilent,
  ])
  const [lately, sameness, places, statuses] = await Promise.all([
    readEndedEpisodes(tx, troubled, later(now, -flapSeconds(policy))),
    readSameness(tx, [...current, ...lines], incidents.filter(isHeldFile)),
    readServers(tx, ids),
    readStatuses(tx, ids),
  ])
  return {
    incidents,
    maintenance: periods,
    heartbeats,
    sameness,
    ...places,
    alerts: [...new Map([...lately, ...current].map(alert => [alert.id, alert])).values()],
    statuses,
    toldLately,
    suspectedAt,
  }
}

/** Servers that were ever without data, and perhaps are not any more. */
async function readToldSilent(tx: Transaction): Promise<string[]> {
  const rows = await tx
    .selectDistinct({ serverId: statusHistory.serverId })
    .from(statusHistory)
    .where(sql`cause = 'no-data'`)
  return rows.map(row => row.serverId)
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)]
}

async function readServers(
  tx: Transaction,
  ids: string[],
): Promise<Pick<DecisionInput, 'servers' | 'groups'>> {
  if (ids.length === 0) return { servers: [], groups: new Map() }
  const { id, hostname, label, groupId } = servers
  const member = alias(servers, 'member')
  const [rows, sizes] = await Promise.all([
    tx
      .select({ id, hostname, label, groupId })
      .from(servers)
      .where(sql`${id} = any(${listOf(ids, 'text')})`),
    tx
      .select({ id: groups.id, name: groups.name, size: sql<number>`count(${member.id})::int` })
      .from(groups)
      .leftJoin(member, and(eq(member.groupId, groups.id), isNull(member.retiredAt)))
      .groupBy(groups.id),
  ])
  return { servers: rows, groups: new Map(sizes.map(({ id, name, size }) => [id, { name, size }])) }
}

/** The last line of each server, by the index, however long its history is. */
async function readStatuses(tx: Transaction, ids: string[]): Promise<DecisionInput['statuses']> {
  if (ids.length === 0) return new Map()
  const { serverId, impact, cause, postId, at, sequence } = statusHistory
  const last = tx
    .select({ serverId, impact, cause, postId, at })
    .from(statusHistory)
    .where(sql`${serverId} = asked.id`)
    .orderBy(desc(at), desc(sequence))
    .limit(1)
    .as('last')
  const { until } = affectedServers
  const rows = await tx
    .select({
      serverId: last.serverId,
      impact: last.impact,
      cause: last.cause,
      postId: last.postId,
      at: last.at,
      until,
    })
    .from(sql`unnest(${listOf(ids, 'text')}) as asked(id)`)
    .crossJoinLateral(last)
    .leftJoin(
      affectedServers,
      and(eq(affectedServers.postId, last.postId), eq(affectedServers.serverId, last.serverId)),
    )
  return new Map(rows.map(({ serverId, ...status }) => [serverId, status]))
}
