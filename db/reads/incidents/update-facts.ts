import { and, desc, eq, gt, isNotNull, isNull, ne } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { maintenance, maintenanceServers } from '#db/schema/maintenance.ts'
import { notices } from '#db/schema/notice.ts'
import { affectedServers, posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import { staff } from '#db/schema/staff.ts'
import { updates } from '#db/schema/update.ts'
import type { NoticeServer } from '#lib/rules/notices/notice.ts'
import type { PostKind } from '#lib/rules/posts/post.ts'

/** What an update of a post is about. */
export type UpdateSubject = { about: PostKind; title: string; servers: NoticeServer[] }

/** The post of an update with its servers, as they are now. Throws when there is no such post. */
export async function readUpdateSubject(tx: Transaction, postId: string): Promise<UpdateSubject> {
  const [post] = await tx
    .select({ about: posts.kind, title: posts.title })
    .from(posts)
    .where(eq(posts.id, postId))
  if (!post) throw new Error(`An update was written on the post ${postId}, which does not exist.`)
  return { ...post, servers: await readServersOf(tx, postId, post.about) }
}

function readServersOf(tx: Transaction, postId: string, about: PostKind): Promise<NoticeServer[]> {
  switch (about) {
    case 'incident':
      return readAffected(tx, postId)
    case 'maintenance':
      return readWorked(tx, postId)
    case 'advisory':
      return readNamed(tx, postId)
  }
}

async function readAffected(tx: Transaction, postId: string): Promise<NoticeServer[]> {
  const { impact, cause, since, endedAt } = affectedServers
  const rows = await tx
    .select({ id: servers.id, label: servers.label, impact, cause, since, endedAt })
    .from(affectedServers)
    .innerJoin(servers, eq(servers.id, affectedServers.serverId))
    .where(eq(affectedServers.postId, postId))
    .orderBy(servers.label)
  return rows.map(({ since, endedAt, ...row }) => ({
    ...row,
    since: since.toISOString(),
    ...(endedAt ? { endedAt: endedAt.toISOString() } : {}),
  }))
}

async function readWorked(tx: Transaction, postId: string): Promise<NoticeServer[]> {
  const { kind } = maintenance
  const { startsAt, endsAt } = maintenanceServers
  const rows = await tx
    .select({ id: servers.id, label: servers.label, kind, startsAt, endsAt })
    .from(maintenance)
    .innerJoin(maintenanceServers, eq(maintenanceServers.maintenanceId, maintenance.id))
    .innerJoin(servers, eq(servers.id, maintenanceServers.serverId))
    .where(and(eq(maintenance.postId, postId), isNull(maintenanceServers.cancelledAt)))
    .orderBy(servers.label)
  return rows.map(({ id, label, kind, startsAt, endsAt }) => ({
    id,
    label,
    cause: kind,
    since: startsAt.toISOString(),
    dueAt: endsAt.toISOString(),
    impact: kind === 'countermeasure' ? 'degraded' : 'maintenance',
  }))
}

/** The servers that customers were warned about. */
async function readNamed(tx: Transaction, postId: string): Promise<NoticeServer[]> {
  const rows = await tx
    .select({ kind: notices.kind, facts: notices.facts })
    .from(notices)
    .where(eq(notices.postId, postId))
  return rows.find(row => row.kind === 'advisory')?.facts.servers ?? []
}

/** Whether this very entry is written already: its form was sent twice. */
export async function isUpdateWritten(tx: Transaction, id: string): Promise<boolean> {
  const rows = await tx.select({ id: updates.id }).from(updates).where(eq(updates.id, id))
  return rows.length > 0
}

/** What somebody has seen of the timeline of a post: all of it until then. */
export type SeenTimeline = { postId: string; staffId: string; seenAt: Date }

/** The last entry that a colleague has written since; null: there is none. */
export async function readUnseenUpdate(
  db: Database | Transaction,
  { postId, staffId, seenAt }: SeenTimeline,
): Promise<{ staffName: string; text: string } | null> {
  const { body, createdAt } = updates
  const [row] = await db
    .select({ staffName: staff.name, text: body })
    .from(updates)
    .innerJoin(staff, eq(staff.id, updates.staffId))
    .where(
      and(eq(updates.postId, postId), isNotNull(body), ne(updates.staffId, staffId), gt(createdAt, seenAt)),
    )
    .orderBy(desc(createdAt))
    .limit(1)
  return row?.text ? { staffName: row.staffName, text: row.text } : null
}
