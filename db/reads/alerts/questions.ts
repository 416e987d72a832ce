import { and, asc, eq, gt, inArray, isNull, ne, or } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { readPolicy } from '#db/reads/settings/settings.ts'
import { alerts } from '#db/schema/alert.ts'
import { posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
import type { AlertKind, Severity } from '#lib/rules/alerts/alert.ts'
import { needsReviewSince } from '#lib/rules/decision/silence.ts'
import { later } from '#lib/rules/time/time.ts'

/** What is known of a source as the one who must say that an alert still fires. */
export const speakerOf = {
  repeatSeconds: sources.repeatSeconds,
  agentServerId: sources.agentServerId,
  lastSeenAt: sources.lastSeenAt,
  disabledAt: sources.disabledAt,
}

/** An alert that counts as firing and of which nothing was heard until staff are asked. */
export type Question = {
  alertId: string
  serverLabel: string
  kind: AlertKind
  severity: Severity
  summary: string
  startsAt: Date
  /** The last signal of it. */
  heardAt: Date
  source: {
    id: string
    name: string
    format: string | null
    repeatSeconds: number | null
    isDisabled: boolean
  }
  /** The public incident that it keeps open; null: it is muted at the moment. */
  post: { id: string; title: string } | null
}

/**
 * Alerts of outages and slowdowns that nobody has confirmed for too long, the longest silent first: those that show in
 * public, and those that would once nothing mutes them.
 */
export async function readQuestions(db: Database | Transaction, now: Date): Promise<Question[]> {
  const policy = await readPolicy(db)
  const isShown = and(eq(posts.visibility, 'published'), isNull(posts.resolvedAt))
  const oldest = later(now, -policy.staleDays * 86_400)
  const mayShow = and(isNull(alerts.postId), eq(alerts.isGuess, false), gt(alerts.startsAt, oldest))
  const rows = await db
    .select({
      alert: alerts,
      serverLabel: servers.label,
      source: { id: sources.id, name: sources.name, format: sources.format },
      speaker: speakerOf,
      title: posts.title,
    })
    .from(alerts)
    .innerJoin(servers, eq(servers.id, alerts.serverId))
    .innerJoin(sources, eq(sources.id, alerts.sourceId))
    .leftJoin(posts, eq(posts.id, alerts.postId))
    .where(
      and(
        isNull(alerts.closedAt),
        inArray(alerts.kind, ['outage', 'slowdown']),
        ne(alerts.severity, 'info'),
        or(mayShow, isShown),
      ),
    )
    .orderBy(asc(alerts.lastReceivedAt), asc(alerts.id))
  return rows.flatMap(({ alert, serverLabel, source, speaker, title }) => {
    const heardAt = needsReviewSince(alert, speaker, policy, now)
    if (!heardAt) return []
    const { id: alertId, kind, severity, summary, startsAt, postId } = alert
    const { repeatSeconds, disabledAt } = speaker
    return [
      {
        alertId,
        serverLabel,
        kind,
        severity,
        summary,
        startsAt,
        heardAt,
        source: { ...source, repeatSeconds, isDisabled: disabledAt !== null },
        post: postId !== null && title !== null ? { id: postId, title } : null,
      },
    ]
  })
}
