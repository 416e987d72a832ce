import { and, desc, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { timestamp } from '#db/conditions/timestamp.ts'
import { type AskedWith, keptQuestion } from '#db/questions/kept-question.ts'
import { isAmong } from '#db/reads/list-of.ts'
import { isPublic } from '#db/reads/posts/history.ts'
import { titleColumns } from '#db/reads/posts/titled.ts'
import { agents } from '#db/schema/agents/agent.ts'
import { examinedServers } from '#db/schema/agents/examined.ts'
import { findings } from '#db/schema/agents/finding.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { sources } from '#db/schema/source.ts'
import { beatSeconds } from '#lib/rules/agents/agent.ts'
import { type Examination, foundBackDays, shownAfterEndDays } from '#lib/rules/agents/examined.ts'
import type { TitledPost } from '#lib/rules/languages/translation.ts'
import { later } from '#lib/rules/time/time.ts'
import { isCalledHarmless } from './open-findings.ts'

/** A post of which staff may publish where agents looked. */
export type ExaminablePost = Pick<
  typeof posts.$inferSelect,
  'id' | 'slug' | 'title' | 'startedAt' | 'namedServerIds'
>

/** An incident about a suspicious file, or an advisory, as far as it is public; null: it is neither, or not public. */
export async function readExaminablePost(
  db: Database | Transaction,
  postId: string,
  now: Date,
): Promise<ExaminablePost | null> {
  const { id, slug, title, startedAt, namedServerIds, kind, cause } = posts
  const isAbout = or(eq(kind, 'advisory'), and(eq(kind, 'incident'), eq(cause, 'suspicious-file')))
  const [row] = await db
    .select({ id, slug, title, startedAt, namedServerIds })
    .from(posts)
    .where(isPublic(now, and(eq(id, postId), isAbout)))
  return row ?? null
}

/** The agents of servers in service that a post does not name. */
export async function readExaminations(
  db: Database | Transaction,
  { id, startedAt, namedServerIds }: ExaminablePost,
): Promise<(Examination & { hostname: string })[]> {
  const since = timestamp(later(startedAt, -foundBackDays * 86_400))
  const wasFound = sql<boolean>`exists (
    select from ${findings} where ${findings.serverId} = ${servers.id}
      and ${findings.lastSeenAt} >= ${since} and not ${isCalledHarmless})`
  const isAffected = sql`exists (
    select from ${affectedServers} where ${affectedServers.postId} = ${id} and ${affectedServers.serverId} = ${servers.id})`
  const rows = await db
    .select({
      serverId: servers.id,
      hostname: servers.hostname,
      firstAt: agents.firstAt,
      receivedAt: agents.receivedAt,
      everySeconds: sources.expectedEverySeconds,
      checksRun: agents.checksRun,
      unknownCount: sql<number>`cardinality(${agents.unknown})`,
      wasFound,
    })
    .from(agents)
    .innerJoin(servers, eq(servers.id, agents.serverId))
    .innerJoin(sources, and(eq(sources.id, agents.sourceId), eq(sources.agentServerId, servers.id)))
    .where(
      and(
        isNull(servers.retiredAt),
        isNull(sources.disabledAt),
        sql`not ${isAffected}`,
        sql`not ${isAmong(servers.id, namedServerIds)}`,
      ),
    )
    .orderBy(servers.hostname)
  return rows.map(row => ({ ...row, everySeconds: row.everySeconds ?? beatSeconds }))
}

/** Of how many servers a post says so now, of how many it did until something was found there, and since when. */
export async function readPublishedExamined(db: Database | Transaction, postId: string) {
  const [row] = await db
    .select({
      standing: sql<number>`count(*) filter (where ${examinedServers.withdrawnAt} is null)::int`,
      withdrawn: sql<number>`count(*) filter (where ${examinedServers.withdrawnAt} is not null)::int`,
      publishedAt: sql<Date | null>`max(${examinedServers.publishedAt})`.mapWith(examinedServers.publishedAt),
    })
    .from(examinedServers)
    .where(eq(examinedServers.postId, postId))
  return row?.publishedAt ? { ...row, publishedAt: row.publishedAt } : null
}

/** What readers are told of a server that a post does not concern. */
export type ExaminedFor = { serverId: string; sinceAt: Date; lastAt: Date; slug: string; titled: TitledPost }

/** What is published of these servers, the newest post first. Nothing of a server that something is open on. */
export async function readExaminedFor(
  tx: Transaction,
  serverIds: readonly string[],
  now: Date,
): Promise<ExaminedFor[]> {
  if (serverIds.length === 0) return []
  return askExamined(tx, { serverIds, now, endedAfter: later(now, -shownAfterEndDays * 86_400) })
}

type Asked = { serverIds: readonly string[]; now: Date; endedAfter: Date }

const askExamined = keptQuestion((db, { serverIds, now, endedAfter }: AskedWith<Asked>) => {
  const { serverId, sinceAt, lastAt, withdrawnAt, postId } = examinedServers
  const isFoundNow = sql`exists (
    select from ${affectedServers} join ${posts} other on other.id = ${affectedServers.postId}
    where ${affectedServers.serverId} = ${serverId} and ${affectedServers.endedAt} is null
      and ${affectedServers.cause} = 'suspicious-file' and other.visibility = 'published')`
  const isAffected = sql`exists (
    select from ${affectedServers} where ${affectedServers.postId} = ${postId} and ${affectedServers.serverId} = ${serverId})`
  return db
    .select({ serverId, sinceAt, lastAt, slug: posts.slug, titled: titleColumns })
    .from(examinedServers)
    .innerJoin(posts, eq(posts.id, postId))
    .where(
      isPublic(
        now,
        and(
          sql`${serverId} = any(${serverIds}::text[])`,
          isNull(withdrawnAt),
          or(isNull(posts.resolvedAt), gt(posts.resolvedAt, endedAfter)),
          sql`not ${isAffected}`,
          sql`not ${isFoundNow}`,
        ),
      ),
    )
    .orderBy(desc(posts.startedAt), posts.id)
})

/** Where readers see these pairs of a post and a server. */
export async function readPlacesOf(
  tx: Transaction,
  pairs: readonly { postId: string; serverId: string }[],
): Promise<{ hostnames: string[]; slugs: string[] }> {
  const named = await tx
    .select({ hostname: servers.hostname })
    .from(servers)
    .where(
      isAmong(
        servers.id,
        pairs.map(pair => pair.serverId),
      ),
    )
  const about = await tx
    .select({ slug: posts.slug })
    .from(posts)
    .where(inArray(posts.id, [...new Set(pairs.map(pair => pair.postId))]))
  return { hostnames: named.map(row => row.hostname), slugs: about.map(row => row.slug) }
}

/** The host names of the servers of which a post says where agents looked. */
export async function readExaminedHostnames(tx: Transaction, postId: string): Promise<string[]> {
  const rows = await tx
    .select({ hostname: servers.hostname })
    .from(examinedServers)
    .innerJoin(servers, eq(servers.id, examinedServers.serverId))
    .where(eq(examinedServers.postId, postId))
  return rows.map(row => row.hostname)
}
