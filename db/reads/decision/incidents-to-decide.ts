import { and, eq, gt, inArray, isNotNull, isNull, max, ne } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { type AskedWith, keptQuestion } from '#db/questions/kept-question.ts'
import { notices } from '#db/schema/notice.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { badKinds } from '#lib/rules/decision/pending-changes.ts'
import type { Incident } from '#lib/rules/incidents/incident.ts'

/** Their ids. */
function idsToDecide(db: Database) {
  const untold = db
    .selectDistinct({ postId: affectedServers.postId })
    .from(affectedServers)
    .where(and(isNotNull(affectedServers.endedAt), ne(affectedServers.announcedImpact, 'operational')))
  const isIncident = eq(posts.kind, 'incident')
  const open = db
    .select({ id: posts.id })
    .from(posts)
    .where(and(isIncident, isNull(posts.resolvedAt)))
  return open.union(
    db
      .select({ id: posts.id })
      .from(posts)
      .where(and(isIncident, inArray(posts.id, untold))),
  )
}

const askIncidents = keptQuestion(db =>
  db
    .select()
    .from(posts)
    .where(inArray(posts.id, idsToDecide(db)))
    .orderBy(posts.startedAt, posts.id),
)

const askAffected = keptQuestion(db =>
  db
    .select()
    .from(affectedServers)
    .where(inArray(affectedServers.postId, idsToDecide(db)))
    .orderBy(affectedServers.since, affectedServers.serverId),
)

/** Unresolved incidents, and resolved ones of which customers still believe that a server is in trouble. */
export async function readIncidents(tx: Transaction): Promise<Incident[]> {
  // Both at once: nobody but who holds the decider's lock changes incidents between them.
  const [open, rows] = await Promise.all([askIncidents(tx, {}), askAffected(tx, {})])
  const byPost = Map.groupBy(rows, row => row.postId)
  return open.map(post => incidentOf(post, byPost.get(post.id) ?? []))
}

function incidentOf(
  post: typeof posts.$inferSelect,
  rows: readonly (typeof affectedServers.$inferSelect)[],
): Incident {
  const { id, slug, title, titleFacts, visibility, cause, groupId, startedAt, publishedAt, resolvedAt } = post
  const { touchedAt, acknowledgedAt, resolutionProposedAt, keptOpenAt, nextUpdateAt, lastNoticeAt, breaker } =
    post
  const { tellFrom } = post
  return {
    id,
    slug,
    title,
    titleFacts,
    visibility,
    phase: post.phase ?? 'investigating',
    cause,
    groupId,
    startedAt,
    publishedAt,
    resolvedAt,
    touchedAt,
    resolutionProposedAt,
    keptOpenAt,
    nextUpdateAt,
    lastNoticeAt,
    breaker,
    tellFrom,
    acknowledgedAt,
    affected: rows.map(({ postId: _, ...row }) => row),
  }
}

const askToldLately = keptQuestion((db, { since }: AskedWith<{ since: Date }>) =>
  db
    .selectDistinct({ postId: notices.postId })
    .from(notices)
    .where(and(gt(notices.createdAt, since), inArray(notices.kind, [...badKinds]))),
)

/** Incidents whose bad news was told since then. */
export async function readToldLately(tx: Transaction, since: Date): Promise<Set<string>> {
  const rows = await askToldLately(tx, { since })
  return new Set(rows.map(row => row.postId))
}

const askSuspectedAt = keptQuestion(db =>
  db
    .select({ at: max(posts.startedAt) })
    .from(posts)
    .where(eq(posts.cause, 'no-data')),
)

export async function readSuspectedAt(tx: Transaction): Promise<Date | null> {
  const [row] = await askSuspectedAt(tx, {})
  return row?.at ?? null
}
