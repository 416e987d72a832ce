import { and, eq, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { posts } from '#db/schema/post.ts'
import { groups, servers } from '#db/schema/server.ts'
import { subscriptions } from '#db/schema/subscriber.ts'

export type NewGroup = { id: string; name: string; slug: string }

/** Adds groups behind all others, in this order. The caller holds the lock of servers, and has looked at names and addresses. */
export async function insertGroups(tx: Transaction, list: readonly NewGroup[]): Promise<void> {
  for (const group of list)
    await tx
      .insert(groups)
      .values({ ...group, position: sql`(select coalesce(max(position) + 1, 0) from groups)` })
}

/** Returns the address that the group had before, or null: it is gone. */
export async function updateGroup(tx: Transaction, { id, name, slug }: NewGroup): Promise<string | null> {
  const [before] = await tx.select({ slug: groups.slug }).from(groups).where(eq(groups.id, id)).for('update')
  if (!before) return null
  await tx.update(groups).set({ name, slug }).where(eq(groups.id, id))
  return before.slug
}

/** Puts all groups into this order. */
export async function orderGroups(tx: Transaction, ids: readonly string[]): Promise<void> {
  await tx.execute(sql`
    update groups set position = ordered.place
    from unnest(${sql.param([...ids])}::text[]) with ordinality as ordered (id, place)
    where groups.id = ordered.id and groups.position is distinct from ordered.place`)
}

/** Removes a group that nothing names: no server, no post, no subscription. Returns its address, or null where something does, or it is gone. */
export async function deleteGroup(tx: Transaction, groupId: string): Promise<string | null> {
  const named = [
    sql`select from ${servers} where ${servers.groupId} = ${groupId}`,
    sql`select from ${posts} where ${posts.groupId} = ${groupId}`,
    sql`select from ${subscriptions} where ${subscriptions.groupId} = ${groupId}`,
  ]
  const isFree = named.map(query => sql`not exists (${query})`)
  const [row] = await tx
    .delete(groups)
    .where(and(eq(groups.id, groupId), ...isFree))
    .returning({ slug: groups.slug })
  return row?.slug ?? null
}
