import { and, asc, eq, gt, isNull, lte } from 'drizzle-orm'
import { type Database, getDatabase, type Transaction } from '#db/client.ts'
import { comments, groups, posts, servers, subscribers, subscriptions } from '#db/schema.ts'
import type { Watch } from '#lib/rules/audience.ts'

export type TargetGroup = { id: string; name: string }
export type TargetServer = { id: string; label: string; hostname: string; groupId: string | null }
export type Targets = { groups: TargetGroup[]; servers: TargetServer[] }

/** What notices can be had for: groups and servers as staff arranged them. */
export async function readTargets(db: Database = getDatabase()): Promise<Targets> {
  const { id, name, position } = groups
  return {
    groups: await db.select({ id, name }).from(groups).orderBy(asc(position), asc(name)),
    servers: await db
      .select({ id: servers.id, label: servers.label, hostname: servers.hostname, groupId: servers.groupId })
      .from(servers)
      .where(isNull(servers.retiredAt))
      .orderBy(asc(servers.position), asc(servers.label)),
  }
}

/** Whether there is such a server or group to watch. */
export async function isTarget(tx: Transaction, { serverId, groupId }: Watch): Promise<boolean> {
  if (serverId !== null)
    return (await tx.$count(servers, and(eq(servers.id, serverId), isNull(servers.retiredAt)))) > 0
  return groupId === null || (await tx.$count(groups, eq(groups.id, groupId))) > 0
}

export type Subscriber = typeof subscribers.$inferSelect

export async function readSubscriber(
  db: Database | Transaction,
  subscriberId: string,
): Promise<Subscriber | undefined> {
  const [row] = await db.select().from(subscribers).where(eq(subscribers.id, subscriberId))
  return row
}

/** What was asked for in this time and is not confirmed, as readers call it: "all servers", "Frankfurt", "web07". */
export async function readWaiting(
  db: Database | Transaction,
  subscriberId: string,
  after: Date,
  until: Date,
): Promise<string[]> {
  const rows = await db
    .select({ label: servers.label, groupName: groups.name })
    .from(subscriptions)
    .leftJoin(servers, eq(servers.id, subscriptions.serverId))
    .leftJoin(groups, eq(groups.id, subscriptions.groupId))
    .where(
      and(
        eq(subscriptions.subscriberId, subscriberId),
        isNull(subscriptions.confirmedAt),
        gt(subscriptions.createdAt, after),
        lte(subscriptions.createdAt, until),
      ),
    )
    .orderBy(asc(servers.label), asc(groups.name))
  const isAll = rows.some(row => row.label === null && row.groupName === null)
  return isAll ? ['all servers'] : rows.flatMap(row => row.label ?? row.groupName ?? [])
}

export type CommentAsk = {
  id: string
  postId: string
  state: 'held' | 'published' | 'removed'
  authorName: string
  email: string | null
  body: string
  createdAt: Date
  slug: string
  postTitle: string
  visibility: string
  /** null: the address is no subscriber's. */
  subscriberState: Subscriber['state'] | null
}

/** A comment with what its confirmation rests on. */
export async function readCommentAsk(
  db: Database | Transaction,
  commentId: string,
): Promise<CommentAsk | undefined> {
  const [row] = await db
    .select({
      ...{ id: comments.id, postId: comments.postId, state: comments.state, body: comments.body },
      ...{ authorName: comments.authorName, email: comments.email, createdAt: comments.createdAt },
      ...{ slug: posts.slug, postTitle: posts.title, visibility: posts.visibility },
      subscriberState: subscribers.state,
    })
    .from(comments)
    .innerJoin(posts, eq(posts.id, comments.postId))
    .leftJoin(subscribers, eq(subscribers.email, comments.email))
    .where(eq(comments.id, commentId))
  return row
}
