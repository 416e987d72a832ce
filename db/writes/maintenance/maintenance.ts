import { and, eq, gt, inArray, isNull } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { maintenance, maintenanceServers } from '#db/schema/maintenance.ts'
import { posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'
import type { Shown } from '#db/writes/posts/posts.ts'
import { isRunning, type Maintenance, type MaintenanceKind } from '#lib/rules/maintenance/maintenance.ts'

export type NewMaintenance = {
  postId: string
  kind: MaintenanceKind
  title: string
  body: string | null
  startsAt: Date
  endsAt: Date
  serverIds: readonly string[]
  isQuiet: boolean
}

/** Makes a maintenance post with its work. Returns where it shows, or null when this very post is there already. */
export async function insertMaintenance(
  tx: Transaction,
  planned: NewMaintenance,
  now: Date,
): Promise<Shown | null> {
  const { postId, kind, title, body, startsAt, endsAt, serverIds, isQuiet } = planned
  const slug = `${startsAt.toISOString().slice(0, 10)}-maintenance-${postId}`
  const phase = startsAt <= now ? ('in_progress' as const) : ('scheduled' as const)
  const made = await tx
    .insert(posts)
    .values({
      id: postId,
      slug,
      kind: 'maintenance',
      title,
      body,
      visibility: 'published',
      phase,
      startedAt: startsAt,
      publishedAt: now,
      createdAt: now,
      updatedAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: posts.id })
  if (made.length === 0) return null
  const [row] = await tx
    .insert(maintenance)
    .values({ postId, kind, title, startsAt, endsAt, isQuiet, createdAt: now })
    .returning({ id: maintenance.id })
  if (!row) throw new Error(`The work of post ${postId} was not kept.`)
  await tx.insert(maintenanceServers).values(serverIds.map(serverId => ({ maintenanceId: row.id, serverId })))
  return { slug, hostnames: await readHostnames(tx, serverIds) }
}

/** The work of a post that is neither completed nor over, locked; undefined: there is none. */
export async function lockOpenMaintenance(
  tx: Transaction,
  postId: string,
  now: Date,
): Promise<Maintenance | undefined> {
  const [row] = await tx
    .select()
    .from(maintenance)
    .where(and(eq(maintenance.postId, postId), isNull(maintenance.completedAt), gt(maintenance.endsAt, now)))
    .for('update')
  if (!row) return undefined
  const rows = await tx
    .select({ serverId: maintenanceServers.serverId })
    .from(maintenanceServers)
    .where(eq(maintenanceServers.maintenanceId, row.id))
  return { ...row, serverIds: rows.map(each => each.serverId) }
}

/** Ends work now: what has not begun never takes place. Returns where it shows. */
export async function endMaintenance(
  tx: Transaction,
  postId: string,
  planned: Maintenance,
  now: Date,
): Promise<Shown> {
  await tx.update(maintenance).set({ completedAt: now }).where(eq(maintenance.id, planned.id))
  const [post] = await tx
    .update(posts)
    .set({ phase: 'completed', resolvedAt: now, nextUpdateAt: null, updatedAt: now })
    .where(eq(posts.id, postId))
    .returning({ slug: posts.slug })
  return { slug: post?.slug ?? '', hostnames: await readHostnames(tx, planned.serverIds) }
}

/** Promises the next update of work that goes on. Returns where it shows. */
export async function touchMaintenance(
  tx: Transaction,
  postId: string,
  planned: Maintenance,
  nextUpdateAt: Date | null,
  now: Date,
): Promise<Shown> {
  const phase = isRunning(planned, now) ? ('in_progress' as const) : ('scheduled' as const)
  const [post] = await tx
    .update(posts)
    .set({ phase, nextUpdateAt, updatedAt: now })
    .where(eq(posts.id, postId))
    .returning({ slug: posts.slug })
  return { slug: post?.slug ?? '', hostnames: await readHostnames(tx, planned.serverIds) }
}

async function readHostnames(tx: Transaction, serverIds: readonly string[]): Promise<string[]> {
  const rows = await tx
    .select({ hostname: servers.hostname })
    .from(servers)
    .where(inArray(servers.id, [...serverIds]))
  return rows.map(row => row.hostname)
}
