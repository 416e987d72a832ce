import { and, inArray, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { isUnheard } from '#db/conditions/unheard.ts'
import { newId } from '#db/id.ts'
import { pageChanges } from '#db/schema/pages/change.ts'
import { posts } from '#db/schema/post.ts'
import type { PageChange } from '#lib/shared.ts'

/** The channel on which the processes of one database tell each other which public pages changed. */
export const pagesChannel = 'allclear_pages'

/** PostgreSQL refuses a longer payload with an error (8,000 bytes); beyond this everything is refreshed. */
const mostBytes = 7_500

const ofPosts = '/posts/'

/**
 * Tells every process, as soon as the transaction commits, that these pages changed, and writes it down for those that the
 * notification does not reach. Paths are as in the address bar; those of
 * posts that readers may not know of are left out, because every reader's browser is told the rest.
 * Returns the change, for this process to refresh its own pages after the commit without waiting to hear of it.
 */
export async function announcePages(
  tx: Transaction,
  named: readonly string[],
  now: Date,
): Promise<PageChange> {
  const unheard = await readUnheard(tx, named.filter(isOfPost).map(slugOf), now)
  const paths = named.filter(path => !isOfPost(path) || !unheard.has(slugOf(path)))
  const change = { id: newId(), paths }
  if (paths.length === 0) return change
  await tx.insert(pageChanges).values({ id: change.id, paths })
  const told = JSON.stringify(change)
  const payload = Buffer.byteLength(told) > mostBytes ? JSON.stringify({ ...change, paths: ['*'] }) : told
  await tx.execute(sql`select pg_notify(${pagesChannel}, ${payload})`)
  return change
}

/** Of these slugs those of posts that readers may not know of. */
export async function readUnheard(
  tx: Transaction,
  slugs: readonly string[],
  now: Date,
): Promise<ReadonlySet<string>> {
  if (slugs.length === 0) return new Set()
  const rows = await tx
    .select({ slug: posts.slug })
    .from(posts)
    .where(and(inArray(posts.slug, [...slugs]), isUnheard(now)))
  return new Set(rows.map(row => row.slug))
}

function isOfPost(path: string): boolean {
  return path.startsWith(ofPosts)
}

function slugOf(path: string): string {
  return path.slice(ofPosts.length)
}
