import { and, desc, eq, gt, isNotNull, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { isFindingOfAlert } from '#db/conditions/finding-of-alert.ts'
import { likeText } from '#db/reads/like-text.ts'
import { isAmong } from '#db/reads/list-of.ts'
import { findings } from '#db/schema/agents/finding.ts'
import { alerts } from '#db/schema/alert.ts'
import { posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
import type { Evidence } from '#lib/rules/agents/finding.ts'
import type { Severity } from '#lib/rules/alerts/alert.ts'
import { isCalledHarmless } from './open-findings.ts'

/** Something that was found, with its evidence: for staff alone. */
export type DeskFinding = Evidence & {
  id: string
  sourceId: string
  sourceName: string
  /** The server whose agent the source is; null: it is no agent. */
  agentServerId: string | null
  serverId: string
  label: string
  hostname: string
  fingerprint: string
  severity: Severity
  summary: string
  details: string | null
  firstSeenAt: Date
  lastSeenAt: Date
  goneAt: Date | null
  isHarmless: boolean
}

const shown = {
  id: findings.id,
  sourceId: findings.sourceId,
  sourceName: sources.name,
  agentServerId: sources.agentServerId,
  serverId: findings.serverId,
  label: servers.label,
  hostname: servers.hostname,
  fingerprint: findings.fingerprint,
  severity: findings.severity,
  summary: findings.summary,
  details: findings.details,
  check: findings.check,
  path: findings.path,
  owner: findings.owner,
  sha256: findings.sha256,
  packageAnswer: findings.packageAnswer,
  action: findings.action,
  indicatorId: findings.indicatorId,
  firstSeenAt: findings.firstSeenAt,
  lastSeenAt: findings.lastSeenAt,
  goneAt: findings.goneAt,
  isHarmless: isCalledHarmless,
}

/** open: found now, and waiting for an answer. harmless: found now, and laid aside by staff. null: any. */
export type FindingFilter = {
  state: 'open' | 'harmless' | 'gone' | null
  text: string | null
  serverId: string | null
  /** In the order of their ids, those after this one. */
  afterId?: string
}

/** What was found, the last heard of first, and how many fit. */
export async function readFindings(
  db: Database,
  filter: FindingFilter,
  page: { limit: number; offset: number },
): Promise<{ findings: DeskFinding[]; total: number }> {
  const rows = await db
    .select({ finding: shown, total: sql<number>`count(*) over ()::int` })
    .from(findings)
    .innerJoin(sources, eq(sources.id, findings.sourceId))
    .innerJoin(servers, eq(servers.id, findings.serverId))
    .where(and(isInState(filter), isAbout(filter)))
    .orderBy(...(filter.afterId === undefined ? [desc(findings.lastSeenAt)] : []), findings.id)
    .limit(page.limit)
    .offset(page.offset)
  return { findings: rows.map(row => row.finding), total: rows[0]?.total ?? 0 }
}

function isInState({ state }: FindingFilter): SQL | undefined {
  switch (state) {
    case 'open':
      return and(isNull(findings.goneAt), sql`not ${isCalledHarmless}`)
    case 'harmless':
      return and(isNull(findings.goneAt), isCalledHarmless)
    case 'gone':
      return isNotNull(findings.goneAt)
    case null:
      return undefined
  }
}

function isAbout({ text, serverId, afterId }: FindingFilter): SQL | undefined {
  const words = sql`concat_ws(' ', ${findings.path}, ${findings.sha256}, ${findings.check}, ${servers.hostname}, ${servers.label})`
  return and(
    serverId === null ? undefined : eq(findings.serverId, serverId),
    afterId === undefined ? undefined : gt(findings.id, afterId),
    text === null ? undefined : sql`${words} ilike ${likeText(text)}`,
  )
}

/** Returns null when there is no such finding. */
export async function readFinding(db: Database, id: string): Promise<DeskFinding | null> {
  const [row] = await db
    .select(shown)
    .from(findings)
    .innerJoin(sources, eq(sources.id, findings.sourceId))
    .innerJoin(servers, eq(servers.id, findings.serverId))
    .where(eq(findings.id, id))
  return row ?? null
}

/** Findings that are the same as this one, on whichever server: those that are there now first, at most this many. */
export function readSameFindings(
  db: Database | Transaction,
  finding: Pick<DeskFinding, 'id' | 'check' | 'path' | 'sha256'>,
  most: number,
): Promise<DeskFinding[]> {
  return db
    .select(shown)
    .from(findings)
    .innerJoin(sources, eq(sources.id, findings.sourceId))
    .innerJoin(servers, eq(servers.id, findings.serverId))
    .where(and(ne(findings.id, finding.id), isSameAs(finding)))
    .orderBy(sql`${findings.goneAt} is not null`, servers.label, findings.id)
    .limit(most)
}

/** As samenessOf says it. */
function isSameAs({ check, path, sha256 }: Pick<DeskFinding, 'check' | 'path' | 'sha256'>): SQL | undefined {
  const sameCheck = check === null ? isNull(findings.check) : eq(findings.check, check)
  return (
    or(
      sha256 === null ? undefined : eq(findings.sha256, sha256),
      path === null ? undefined : and(eq(findings.path, path), sameCheck),
    ) ?? sql`false`
  )
}

/** What was found of these posts, by server. */
export async function readPostFindings(
  db: Database | Transaction,
  postIds: readonly string[],
): Promise<(DeskFinding & { postId: string })[]> {
  if (postIds.length === 0) return []
  const rows = await db
    .selectDistinct({ ...shown, postId: alerts.postId })
    .from(alerts)
    .innerJoin(findings, isFindingOfAlert)
    .innerJoin(sources, eq(sources.id, findings.sourceId))
    .innerJoin(servers, eq(servers.id, findings.serverId))
    .where(isAmong(alerts.postId, postIds))
    .orderBy(servers.label, findings.firstSeenAt, findings.id)
  return rows.map(row => ({ ...row, postId: row.postId ?? '' }))
}

/** The incidents that a finding belonged to, the last first. */
export function readFindingPast(db: Database, { sourceId, serverId, fingerprint }: DeskFinding) {
  return db
    .selectDistinctOn([posts.startedAt, posts.id], {
      id: posts.id,
      title: posts.title,
      visibility: posts.visibility,
      startedAt: posts.startedAt,
    })
    .from(alerts)
    .innerJoin(posts, eq(posts.id, alerts.postId))
    .where(
      and(eq(alerts.sourceId, sourceId), eq(alerts.serverId, serverId), eq(alerts.fingerprint, fingerprint)),
    )
    .orderBy(desc(posts.startedAt), posts.id)
    .limit(10)
}
