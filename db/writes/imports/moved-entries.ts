import { type SQL, sql } from 'drizzle-orm'
import type { AnyPgColumn } from 'drizzle-orm/pg-core'
import type { Transaction } from '#db/client.ts'
import { updates } from '#db/schema/update.ts'
import type { PostPhase } from '#lib/rules/posts/post.ts'

/** An entry as it was written elsewhere. */
export type MovedEntry = { at: Date; phase: PostPhase | null; text: string }

export type MovedPost = { id: string; title: string; staffId: string; entries: readonly MovedEntry[] }

/** More values than PostgreSQL takes in one statement are several statements. */
const rowsAtOnce = 2_000

/** What of a post follows the other product. */
export const shownState = { title: sql`excluded.title`, updatedAt: sql`excluded.updated_at` }
export const timedState = {
  summary: sql`excluded.summary`,
  phase: sql`excluded.phase`,
  startedAt: sql`excluded.started_at`,
  resolvedAt: sql`excluded.resolved_at`,
}

/** The entries of these posts are these, and no others. */
export async function writeEntries(tx: Transaction, list: readonly MovedPost[]): Promise<void> {
  await tx.delete(updates).where(amongMoved(updates.postId, list))
  const entries = list.flatMap(({ id: postId, staffId, entries }) =>
    entries.map(({ at, phase, text }) => ({ postId, staffId, phase, body: text, createdAt: at })),
  )
  for (const rows of slicesOf(entries)) await tx.insert(updates).values(rows)
}

/** Whether a column names one of these posts. */
export function amongMoved(column: AnyPgColumn, list: readonly { id: string }[]): SQL {
  return sql`${column} = any(${sql.param(list.map(each => each.id))}::text[])`
}

/** In parts that one statement takes. */
export function* slicesOf<T>(list: readonly T[]): Generator<T[]> {
  for (let i = 0; i < list.length; i += rowsAtOnce) yield list.slice(i, i + rowsAtOnce)
}

/** As the addresses of all posts: the day, and the id. */
export function movedSlug(kind: string, at: Date, id: string): string {
  return `${at.toISOString().slice(0, 10)}-${kind}-${id}`
}

/** The latest of these; the list has at least one. */
export function lastMoment(list: readonly Date[]): Date {
  return new Date(Math.max(...list.map(at => at.getTime())))
}
