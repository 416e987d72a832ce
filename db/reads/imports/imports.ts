import { and, asc, desc, eq, gt, inArray, isNull, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { isAmong } from '#db/reads/list-of.ts'
import { importedThings, importPieces, imports } from '#db/schema/imports/import.ts'
import { maintenance } from '#db/schema/maintenance.ts'
import { posts } from '#db/schema/post.ts'
import { groups, servers } from '#db/schema/server.ts'
import { staff } from '#db/schema/staff.ts'
import { type SubscriberState, subscribers } from '#db/schema/subscriber.ts'
import type { ImportedLink } from '#lib/rules/imports/import-counts.ts'
import { MovedItem, type MovedKind } from '#lib/rules/imports/moved.ts'
import type { ProductName } from '#lib/rules/imports/products.ts'

export type ImportRow = typeof imports.$inferSelect

/** undefined: there is none, or it was forgotten. */
export async function readImport(tx: Database | Transaction, id: string): Promise<ImportRow | undefined> {
  const [row] = await tx.select().from(imports).where(eq(imports.id, id))
  return row
}

export type ListedImport = Pick<ImportRow, 'id' | 'product' | 'site' | 'state' | 'createdAt' | 'movedAt'> & {
  by: string
}

/** The last imports, the newest first. */
export function readImports(tx: Database, most: number): Promise<ListedImport[]> {
  const { id, product, site, state, createdAt, movedAt } = imports
  return tx
    .select({ id, product, site, state, createdAt, movedAt, by: staff.name })
    .from(imports)
    .innerJoin(staff, eq(staff.id, imports.staffId))
    .orderBy(desc(createdAt), desc(id))
    .limit(most)
}

export type ImportPiece = { sequence: number; kind: MovedKind; items: MovedItem[] }

/** Of these kinds, after a piece: one piece at a time, so that none is much at once. undefined: there are no more. */
export async function readPiece(
  tx: Database | Transaction,
  importId: string,
  kinds: readonly MovedKind[],
  after: number,
): Promise<ImportPiece | undefined> {
  const [row] = await tx
    .select()
    .from(importPieces)
    .where(
      and(
        eq(importPieces.importId, importId),
        inArray(importPieces.kind, [...kinds]),
        gt(importPieces.sequence, after),
      ),
    )
    .orderBy(asc(importPieces.sequence))
    .limit(1)
  return (
    row && { sequence: row.sequence, kind: row.kind, items: row.items.map(item => MovedItem.parse(item)) }
  )
}

export type ImportOrigin = { product: ProductName; site: string }

/** What of these things came already, by their ids there; null: all of the kind. */
export async function readImportedLinks(
  tx: Database | Transaction,
  { product, site }: ImportOrigin,
  kind: MovedKind,
  theirIds: readonly string[] | null,
): Promise<Map<string, ImportedLink>> {
  const { theirId, ourId, theirs, ours } = importedThings
  const rows = await tx
    .select({ theirId, ourId, theirs, ours })
    .from(importedThings)
    .where(
      and(
        eq(importedThings.product, product),
        eq(importedThings.site, site),
        eq(importedThings.kind, kind),
        theirIds ? isAmong(theirId, theirIds) : undefined,
      ),
    )
  return new Map(rows.map(({ theirId: id, ...link }) => [id, link]))
}

/** What these things are here now, by our ids: who is not among them is here no more. */
export async function readPresent(
  tx: Database | Transaction,
  kind: MovedKind,
  ourIds: readonly string[],
): Promise<Map<string, string>> {
  switch (kind) {
    case 'group': {
      const rows = await tx
        .select({ id: groups.id, name: groups.name })
        .from(groups)
        .where(isAmong(groups.id, ourIds))
      return new Map(rows.map(({ id, name }) => [id, name]))
    }
    case 'server': {
      const { id, version } = servers
      const rows = await tx.select({ id, version }).from(servers).where(isAmong(id, ourIds))
      return new Map(rows.map(row => [row.id, `${row.version}`]))
    }
    case 'subscriber': {
      const rows = await tx
        .select({ id: subscribers.id })
        .from(subscribers)
        .where(isAmong(subscribers.id, ourIds))
      return new Map(rows.map(({ id }) => [id, id]))
    }
    case 'incident':
    case 'advisory':
    case 'maintenance':
      return readPresentPosts(tx, ourIds)
  }
}

/** A post is the same while nobody wrote on it, drafted it, took it away or moved its work. */
async function readPresentPosts(
  tx: Database | Transaction,
  ourIds: readonly string[],
): Promise<Map<string, string>> {
  const rows = await tx
    .select({
      id: posts.id,
      state: sql<string>`concat_ws(' ', extract(epoch from ${posts.updatedAt}), ${posts.version}, ${posts.visibility},
        (select concat_ws(' ', m.version, m.cancelled_at, m.completed_at) from ${maintenance} m where m.post_id = ${posts.id}))`,
    })
    .from(posts)
    .where(isAmong(posts.id, ourIds))
  return new Map(rows.map(({ id, state }) => [id, state]))
}

/** The subscribers of the hoster's own with these addresses. */
export async function readKnownAddresses(
  tx: Database | Transaction,
  emails: readonly string[],
): Promise<Map<string, { id: string; state: SubscriberState }>> {
  const { id, email, state, brandId } = subscribers
  const rows = await tx
    .select({ id, email, state })
    .from(subscribers)
    .where(and(isAmong(email, emails), isNull(brandId)))
  return new Map(rows.map(({ email: address, ...rest }) => [address, rest]))
}

/** The row that says when, of posts about planned work, by the ids of these. */
export async function readMaintenanceIds(
  tx: Transaction,
  postIds: readonly string[],
): Promise<Map<string, string>> {
  const { id, postId } = maintenance
  const rows = await tx.select({ id, postId }).from(maintenance).where(isAmong(postId, postIds))
  return new Map(rows.flatMap(row => (row.postId === null ? [] : [[row.postId, row.id] as const])))
}
