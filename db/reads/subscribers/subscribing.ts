import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, ne, or, type SQL, sql } from 'drizzle-orm'
import { type Database, getDatabase, type Transaction } from '#db/client.ts'
import { titleColumns } from '#db/reads/posts/titled.ts'
import { comments } from '#db/schema/comment.ts'
import { posts } from '#db/schema/post.ts'
import { groups, servers } from '#db/schema/server.ts'
import { subscribers, subscriptions } from '#db/schema/subscriber.ts'
import type { Language } from '#lib/rules/languages/language.ts'
import type { TitledPost } from '#lib/rules/languages/translation.ts'
import { type NamedTarget, type Target, targetOf, withoutRepeats } from '#lib/rules/subscribers/target.ts'

export type TargetGroup = { id: string; name: string; slug: string }
export type TargetServer = { id: string; label: string; hostname: string; groupId: string | null }
export type Targets = { groups: TargetGroup[]; servers: TargetServer[] }

/** What notices can be had for: groups and servers as staff arranged them. */
export async function readTargets(db: Database = getDatabase()): Promise<Targets> {
  const { id, name, slug, position } = groups
  return {
    groups: await db.select({ id, name, slug }).from(groups).orderBy(asc(position), asc(name)),
    servers: await db
      .select({ id: servers.id, label: servers.label, hostname: servers.hostname, groupId: servers.groupId })
      .from(servers)
      .where(isNull(servers.retiredAt))
      .orderBy(asc(servers.position), asc(servers.label)),
  }
}

/** Whether there is something to watch behind every one of these: servers in service, groups, posts that are open. */
export async function areTargets(tx: Transaction, targets: readonly Target[]): Promise<boolean> {
  const idsOf = (is: Target['is']) =>
    targets.flatMap(target => (target.is === is && 'id' in target ? [target.id] : []))
  const [serverIds, groupIds, postIds] = [idsOf('server'), idsOf('group'), idsOf('post')]
  const known = [
    await tx.$count(servers, and(inArray(servers.id, serverIds), isNull(servers.retiredAt))),
    await tx.$count(groups, inArray(groups.id, groupIds)),
    await tx.$count(posts, and(inArray(posts.id, postIds), isOpenPost())),
  ]
  return [serverIds, groupIds, postIds].every((ids, i) => ids.length === known[i])
}

/** A published post whose end can still be told. */
const isOpenPost = () =>
  and(eq(posts.visibility, 'published'), ne(posts.kind, 'advisory'), isNull(posts.resolvedAt))

export type OpenPostName = { id: string; titled: TitledPost; slug: string }

/** A post whose end can be told, or null. */
export async function readOpenPost(
  postId: string,
  db: Database = getDatabase(),
): Promise<OpenPostName | null> {
  const { id, slug } = posts
  const [row] = await db
    .select({ id, titled: titleColumns, slug })
    .from(posts)
    .where(and(eq(id, postId), isOpenPost()))
  return row ?? null
}

export type Subscriber = typeof subscribers.$inferSelect

/** undefined: there is none with this id. */
export async function readSubscriber(
  db: Database | Transaction,
  subscriberId: string,
): Promise<Subscriber | undefined> {
  const [row] = await db.select().from(subscribers).where(eq(subscribers.id, subscriberId))
  return row
}

/** Whether a subscriber is a reader of this brand, null being the hoster; of one who is gone nobody can tell, and nobody need. */
export async function isReaderOf(
  db: Database | Transaction,
  subscriberId: string,
  brandId: string | null,
): Promise<boolean> {
  const subscriber = await readSubscriber(db, subscriberId)
  return !subscriber || subscriber.brandId === brandId
}

/** Whether nobody may be mailed at an address any more, whoever wrote to it. */
export async function isSuppressed(tx: Transaction, email: string): Promise<boolean> {
  return (
    (await tx.$count(subscribers, and(eq(subscribers.email, email), eq(subscribers.state, 'suppressed')))) > 0
  )
}

/** What was asked for in this time and is not confirmed. */
export async function readUnconfirmed(
  db: Database | Transaction,
  subscriberId: string,
  after: Date,
  until: Date,
): Promise<NamedTarget[]> {
  const { confirmedAt, createdAt } = subscriptions
  const inTime = and(isNull(confirmedAt), gt(createdAt, after), lte(createdAt, until))
  return withoutRepeats(await readNamed(db, subscriberId, inTime))
}

/** What a subscriber has confirmed; of incidents those that are not over. */
export function readWatched(db: Database | Transaction, subscriberId: string): Promise<NamedTarget[]> {
  const isLive = or(isNull(subscriptions.postId), isNull(posts.resolvedAt))
  return readNamed(db, subscriberId, and(isNotNull(subscriptions.confirmedAt), isLive))
}

async function readNamed(
  db: Database | Transaction,
  subscriberId: string,
  condition: SQL | undefined,
): Promise<NamedTarget[]> {
  const { serverId, groupId, domain, postId } = subscriptions
  const label = sql<string | null>`coalesce(${servers.label}, ${groups.name}, ${posts.title})`
  const rows = await db
    .select({ serverId, groupId, domain, postId, label, titled: titleColumns })
    .from(subscriptions)
    .leftJoin(servers, eq(servers.id, serverId))
    .leftJoin(groups, eq(groups.id, groupId))
    .leftJoin(posts, eq(posts.id, postId))
    .where(and(eq(subscriptions.subscriberId, subscriberId), condition))
    .orderBy(asc(servers.label), asc(groups.name), asc(domain), asc(posts.title))
  return rows.map(({ label, titled, ...row }) => ({
    target: targetOf(row),
    label,
    ...(titled ? { titled } : {}),
  }))
}

export type CommentAsk = {
  id: string
  postId: string
  state: 'held' | 'published' | 'removed'
  authorName: string
  email: string | null
  body: string
  /** Of the page where it was written; null: of the site. */
  language: Language | null
  createdAt: Date
  slug: string
  postTitle: string
  /** What its title rests on. */
  post: Pick<typeof posts.$inferSelect, 'title' | 'titleFacts' | 'language' | 'translations'>
  visibility: string
  /** When staff ended the comments of its post; null: they go on. */
  closedAt: Date | null
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
      id: comments.id,
      postId: comments.postId,
      state: comments.state,
      body: comments.body,
      language: comments.language,
      authorName: comments.authorName,
      email: comments.email,
      createdAt: comments.createdAt,
      slug: posts.slug,
      postTitle: posts.title,
      post: {
        title: posts.title,
        titleFacts: posts.titleFacts,
        language: posts.language,
        translations: posts.translations,
      },
      visibility: posts.visibility,
      closedAt: posts.commentsClosedAt,
      subscriberState: subscribers.state,
    })
    .from(comments)
    .innerJoin(posts, eq(posts.id, comments.postId))
    .leftJoin(subscribers, and(eq(subscribers.email, comments.email), isNull(subscribers.brandId)))
    .where(eq(comments.id, commentId))
  return row
}

/** What the owner of the address watches and has confirmed. */
export async function readConfirmed(tx: Transaction, subscriberId: string): Promise<Target[]> {
  const { serverId, groupId, domain, postId } = subscriptions
  const rows = await tx
    .select({ serverId, groupId, domain, postId })
    .from(subscriptions)
    .where(and(eq(subscriptions.subscriberId, subscriberId), isNotNull(subscriptions.confirmedAt)))
  return rows.map(targetOf)
}
