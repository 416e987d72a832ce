import { and, desc, eq, ilike, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { likeText } from '#db/reads/like-text.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { type Cause, type Impact, worst } from '#lib/rules/servers/status.ts'

export const incidentStates = ['open', 'held', 'over', 'dismissed'] as const
export type IncidentState = (typeof incidentStates)[number]

/** What staff look for among the incidents. text: in the title, or a server's name. */
export type IncidentFilter = { state: IncidentState | null; text: string | null }

export type ListedIncident = {
  id: string
  title: string
  state: IncidentState
  startedAt: Date
  resolvedAt: Date | null
  serverCount: number
  /** The worst that is not over on a server of it. */
  impact: Impact
  /** What opened it; null: staff wrote it. */
  cause: Cause | null
}

export type IncidentPage = { incidents: ListedIncident[]; total: number; page: number; pages: number }

const perPage = 50

/** One page of the incidents that fit, what is not over first, then the newest. Returns null for a page that does not exist. */
export function readIncidentPage(
  db: Database,
  filter: IncidentFilter,
  page: number,
): Promise<IncidentPage | null> {
  const which = and(
    eq(posts.kind, 'incident'),
    stateIs(filter.state),
    filter.text ? speaksOf(filter.text) : undefined,
  )
  return readSnapshot(db, async tx => {
    const total = await tx.$count(posts, which)
    const pages = Math.max(1, Math.ceil(total / perPage))
    if (page > pages) return null
    const rows = await tx
      .select({
        id: posts.id,
        title: posts.title,
        visibility: posts.visibility,
        cause: posts.cause,
        startedAt: posts.startedAt,
        resolvedAt: posts.resolvedAt,
        impacts: sql<
          Impact[]
        >`array(select ${affectedServers.impact} from ${affectedServers} where ${affectedServers.postId} = ${posts.id} and ${affectedServers.endedAt} is null)`,
        serverCount: sql<number>`(select count(*)::int from ${affectedServers} where ${affectedServers.postId} = ${posts.id})`,
      })
      .from(posts)
      .where(which)
      .orderBy(sql`${isOver} asc`, desc(posts.startedAt), desc(posts.id))
      .limit(perPage)
      .offset((page - 1) * perPage)
    const incidents = rows.map(({ visibility, impacts, ...row }) => {
      return { ...row, impact: worst(impacts), state: stateOf(visibility, row.resolvedAt) }
    })
    return { incidents, total, page, pages }
  })
}

const isOver = sql`(${posts.resolvedAt} is not null or ${posts.visibility} = 'draft')`

function stateIs(state: IncidentState | null): SQL | undefined {
  switch (state) {
    case null:
      return undefined
    case 'open':
      return and(eq(posts.visibility, 'published'), isNull(posts.resolvedAt))
    case 'held':
      return and(eq(posts.visibility, 'held'), isNull(posts.resolvedAt))
    case 'over':
      return and(isNotNull(posts.resolvedAt), sql`${posts.visibility} <> 'draft'`)
    case 'dismissed':
      return eq(posts.visibility, 'draft')
  }
}

function stateOf(visibility: typeof posts.$inferSelect.visibility, resolvedAt: Date | null): IncidentState {
  if (visibility === 'draft') return 'dismissed'
  if (resolvedAt) return 'over'
  return visibility === 'held' ? 'held' : 'open'
}

function speaksOf(text: string): SQL | undefined {
  const pattern = likeText(text)
  const named = sql`exists (select from ${affectedServers} join ${servers} on ${servers.id} = ${affectedServers.serverId}
    where ${affectedServers.postId} = ${posts.id}
      and (${servers.label} ilike ${pattern} or ${servers.hostname} ilike ${pattern}))`
  return or(ilike(posts.title, pattern), named)
}
