import { and, asc, eq, inArray, or } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { postProgress } from '#db/schema/advance.ts'
import { posts } from '#db/schema/post.ts'
import { servers } from '#db/schema/server.ts'

/** How far the work on the servers of an advisory is. what: how staff call it, such as "patched". */
export type PatchProgress = { what: string; done: number; total: number; open: string[] }

/** A server of an advisory, and since when the work on it is done; null: it is not. */
export type ServerProgress = { id: string; label: string; doneAt: Date | null }

/** The servers that an advisory names, by label, with what is done. */
export async function readServerProgress(
  db: Database | Transaction,
  postId: string,
  serverIds: readonly string[],
): Promise<ServerProgress[]> {
  if (serverIds.length === 0) return []
  const done = await db.select().from(postProgress).where(eq(postProgress.postId, postId))
  const doneAt = new Map(done.map(row => [row.serverId, row.doneAt]))
  const { id, label } = servers
  const named = await db
    .select({ id, label })
    .from(servers)
    .where(inArray(id, [...serverIds]))
    .orderBy(asc(label))
  return named.map(server => ({ ...server, doneAt: doneAt.get(server.id) ?? null }))
}

/** What readers see of it; null: staff do not show it, or the post names no server. */
export async function readProgress(
  tx: Database | Transaction,
  { id, progressWord, namedServerIds }: { id: string; progressWord: string | null; namedServerIds: string[] },
): Promise<PatchProgress | null> {
  if (!progressWord) return null
  const list = await readServerProgress(tx, id, namedServerIds)
  const open = list.filter(server => server.doneAt === null).map(server => server.label)
  return list.length > 0
    ? { what: progressWord, done: list.length - open.length, total: list.length, open }
    : null
}

/** An advisory that readers see, for this transaction alone until it ends; undefined: there is none. */
export async function lockProgress(tx: Transaction, postId: string) {
  const { id, slug, namedServerIds, kind, visibility } = posts
  const [row] = await tx
    .select({ slug, namedServerIds })
    .from(posts)
    .where(and(eq(id, postId), eq(kind, 'advisory'), eq(visibility, 'published')))
    .for('update')
  return row
}

/** An advisory that readers see, by its id or its address; null: there is none. */
export async function readShownAdvisory(
  db: Database,
  name: string,
): Promise<{ id: string; namedServerIds: string[] } | null> {
  const { id, slug, namedServerIds, kind, visibility } = posts
  const [row] = await db
    .select({ id, namedServerIds })
    .from(posts)
    .where(and(or(eq(id, name), eq(slug, name)), eq(kind, 'advisory'), eq(visibility, 'published')))
  return row ?? null
}
