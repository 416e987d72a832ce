import type { Affected, Incident } from './incident.ts'
import type { Policy } from './policy.ts'
import { type Cause, compareImpact, type Impact } from './status.ts'
import { later } from './time.ts'

/** held is for staff; the others are for customers. */
export const noticeKinds = ['began', 'worsened', 'ended', 'held'] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** What a notice says of one server. */
export type NoticeServer = {
  id: string
  label: string
  impact: Impact
  cause: Cause
  /** ISO 8601. */
  since: string
}

/** All that a notice says: facts, never an alert's text. Kept as JSON. */
export type NoticeFacts = {
  servers: NoticeServer[]
  /** ended only: servers of the incident that ended before, whose watchers may hear of the end just now. */
  endedBefore: NoticeServer[]
  /** ended only: servers that customers still believe in trouble; who watches one of them does not hear of the end yet. */
  stillAffected: string[]
}

export type Notice = { id: string; postId: string; kind: NoticeKind; facts: NoticeFacts }

export type Comparison = {
  notices: Omit<Notice, 'id'>[]
  /** The incident with what customers now are told. */
  incident: Incident
  /** When the same comparison may say more, though nothing changes. */
  retryAt: Date | null
}

/**
 * Compares what is true with what customers were last told, server by server.
 * A held incident tells staff only. Getting better without an end tells nobody.
 */
export function compareWithTold(
  incident: Incident,
  labels: ReadonlyMap<string, string>,
  policy: Policy,
  now: Date,
): Comparison {
  switch (incident.visibility) {
    case 'draft':
      return { notices: [], incident, retryAt: null }
    case 'held':
      return tellStaff(incident, labels, now)
    case 'published':
      return tellCustomers(incident, labels, policy, now)
  }
}

function tellStaff(incident: Incident, labels: ReadonlyMap<string, string>, now: Date): Comparison {
  const untold = incident.affected.filter(row => row.staffToldAt === null && row.clearedAt === null)
  if (untold.length === 0) return { notices: [], incident, retryAt: null }
  const affected = incident.affected.map(row => (untold.includes(row) ? { ...row, staffToldAt: now } : row))
  return {
    notices: [{ postId: incident.id, kind: 'held', facts: factsOf(untold, labels) }],
    incident: { ...incident, affected },
    retryAt: null,
  }
}

function tellCustomers(
  incident: Incident,
  labels: ReadonlyMap<string, string>,
  policy: Policy,
  now: Date,
): Comparison {
  const news = incident.affected.map(row => ({ row, news: newsOf(row, policy, now) }))
  const of = (kind: NoticeKind) => news.filter(item => item.news.kind === kind).map(item => item.row)
  const notices: Comparison['notices'] = []
  for (const kind of ['began', 'worsened', 'ended'] as const) {
    const rows = of(kind)
    if (rows.length === 0) continue
    const facts = kind === 'ended' ? endFacts(incident, rows, labels) : factsOf(rows, labels)
    notices.push({ postId: incident.id, kind, facts })
  }
  const affected = news.map(({ row, news: { kind } }) =>
    kind === null ? row : { ...row, announcedImpact: truthOf(row), announcedAt: now },
  )
  const waits = news.map(item => item.news.retryAt).filter(moment => moment !== null)
  return {
    notices,
    incident: notices.length > 0 ? { ...incident, affected, lastNoticeAt: now } : incident,
    retryAt: waits.length > 0 ? new Date(Math.min(...waits.map(Number))) : null,
  }
}

type News = { kind: 'began' | 'worsened' | 'ended' | null; retryAt: Date | null }

function newsOf(row: Affected, policy: Policy, now: Date): News {
  const told = row.announcedImpact ?? 'operational'
  const order = compareImpact(truthOf(row), told)
  if (order === 0) return { kind: null, retryAt: null }
  if (order < 0) return { kind: row.endedAt ? 'ended' : null, retryAt: null }
  // Clear again before anybody was told: there is nothing to tell.
  if (row.clearedAt) return { kind: null, retryAt: null }
  if (told !== 'operational') return { kind: 'worsened', retryAt: null }
  const quietUntil = row.announcedAt ? later(row.announcedAt, policy.quietMinutes * 60) : now
  return quietUntil > now ? { kind: null, retryAt: quietUntil } : { kind: 'began', retryAt: null }
}

function truthOf(row: Affected): Impact {
  return row.endedAt ? 'operational' : row.impact
}

function factsOf(rows: readonly Affected[], labels: ReadonlyMap<string, string>): NoticeFacts {
  return { servers: rows.map(row => factOf(row, labels)), endedBefore: [], stillAffected: [] }
}

function endFacts(
  incident: Incident,
  ended: readonly Affected[],
  labels: ReadonlyMap<string, string>,
): NoticeFacts {
  const others = incident.affected.filter(row => !ended.includes(row) && row.announcedImpact !== null)
  return {
    servers: ended.map(row => factOf(row, labels)),
    endedBefore: others.filter(row => row.endedAt).map(row => factOf(row, labels)),
    stillAffected: others.filter(row => !row.endedAt).map(row => row.serverId),
  }
}

function factOf(row: Affected, labels: ReadonlyMap<string, string>): NoticeServer {
  const label = labels.get(row.serverId) ?? row.serverId
  return { id: row.serverId, label, impact: row.impact, cause: row.cause, since: row.since.toISOString() }
}
