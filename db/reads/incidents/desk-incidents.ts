import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { speakerOf } from '#db/reads/alerts/questions.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { alertLog, alerts } from '#db/schema/alert.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { groups, servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
import { staff } from '#db/schema/staff.ts'
import type { Alert } from '#lib/rules/alerts/alert.ts'
import { needsReviewSince } from '#lib/rules/decision/silence.ts'
import type { Server } from '#lib/rules/decision/situation.ts'
import type { Affected, Incident } from '#lib/rules/incidents/incident.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import type { PostTranslations } from '#lib/rules/languages/translation.ts'

/** An incident as staff see it. */
export type DeskIncident = Incident & {
  /** Since when somebody of the staff looks at it while it is held, and who. */
  acknowledgedAt: Date | null
  acknowledgedName: string | null
  groupName: string | null
  /** It was merged into this one; null: it was not. */
  mergedIntoId: string | null
  createdAt: Date
  summary: string | null
  language: Language
  translations: PostTranslations
  /** Each affected server: what it is called, what is true of it, what customers were told. */
  servers: (Affected & Pick<Server, 'label' | 'hostname'>)[]
}

/** Unresolved incidents, the oldest first: held ones and public ones. */
export function readOpenIncidents(db: Database | Transaction): Promise<DeskIncident[]> {
  return readIncidents(db, isNull(posts.resolvedAt))
}

/** Returns null when there is no such incident. */
export async function readIncident(db: Database | Transaction, id: string): Promise<DeskIncident | null> {
  const [incident] = await readIncidents(db, eq(posts.id, id))
  return incident ?? null
}

async function readIncidents(db: Database | Transaction, which: SQL): Promise<DeskIncident[]> {
  const found = await db
    .select({ post: posts, groupName: groups.name, acknowledgedName: staff.name })
    .from(posts)
    .leftJoin(groups, eq(groups.id, posts.groupId))
    .leftJoin(staff, eq(staff.id, posts.acknowledgedBy))
    .where(and(eq(posts.kind, 'incident'), which))
    .orderBy(posts.startedAt, posts.id)
  const affected = await readAffected(
    db,
    found.map(row => row.post.id),
  )
  return found.map(({ post, groupName, acknowledgedName }) => {
    const servers = affected.get(post.id) ?? []
    return {
      ...post,
      phase: post.phase ?? 'investigating',
      groupName,
      acknowledgedName,
      affected: servers,
      servers,
    }
  })
}

async function readAffected(db: Database | Transaction, postIds: readonly string[]) {
  if (postIds.length === 0) return new Map<string, DeskIncident['servers']>()
  const rows = await db
    .select({ row: affectedServers, label: servers.label, hostname: servers.hostname })
    .from(affectedServers)
    .innerJoin(servers, eq(servers.id, affectedServers.serverId))
    .where(inArray(affectedServers.postId, [...postIds]))
    .orderBy(servers.label)
  return Map.groupBy(
    rows.map(({ row, label, hostname }) => ({ ...row, label, hostname })),
    row => row.postId,
  )
}

/** An episode with what its source said last. Details are for staff only. */
export type DeskAlert = Alert & {
  /** Since when there was no signal for so long that a person must look; null: it is heard, or over. */
  reviewSince: Date | null
  serverLabel: string
  sourceName: string
  reason: string | null
  details: string | null
}

/** The alerts of these incidents, the earliest first. */
export async function readIncidentAlerts(
  db: Database | Transaction,
  postIds: readonly string[],
  now: Date,
): Promise<DeskAlert[]> {
  if (postIds.length === 0) return []
  const policy = await readPolicy(db)
  const rows = await db
    .select({
      alert: alerts,
      serverLabel: servers.label,
      sourceName: sources.name,
      speaker: speakerOf,

      reason: lastSaid('reason'),
      details: lastSaid('details'),
    })
    .from(alerts)
    .innerJoin(servers, eq(servers.id, alerts.serverId))
    .innerJoin(sources, eq(sources.id, alerts.sourceId))
    .where(inArray(alerts.postId, [...postIds]))
    .orderBy(alerts.startsAt, alerts.id)
  return rows.map(({ alert, speaker, ...rest }) => {
    return { ...alert, ...rest, reviewSince: needsReviewSince(alert, speaker, policy, now) }
  })
}

/** What the last line of the log that has any says of an episode: the end often comes without details. */
function lastSaid(column: 'reason' | 'details') {
  const said = alertLog[column]
  return sql<string | null>`(
    select ${said} from ${alertLog} where ${alertLog.alertId} = ${alerts.id} and ${said} is not null
    order by ${alertLog.sequence} desc limit 1)`
}
