import { and, asc, desc, eq, gte, lt, lte, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { type AskedWith, keptQuestion } from '#db/questions/kept-question.ts'
import { isPublic } from '#db/reads/posts/history.ts'
import { titleColumns } from '#db/reads/posts/titled.ts'
import { statusHistory } from '#db/schema/history.ts'
import { posts } from '#db/schema/post.ts'
import type { TitledPost } from '#lib/rules/languages/translation.ts'
import type { StatusChange } from '#lib/rules/servers/history.ts'
import type { Span } from '#lib/rules/servers/uptime.ts'

/** A change with the post that says why, where readers may open one. */
export type ToldChange = StatusChange & { post: { slug: string; titled: TitledPost } | null }

const { at, impact, cause, postId, sequence } = statusHistory
const change = { at, impact, cause, postId }

const askBefore = keptQuestion((db, { serverId, from }: AskedWith<{ serverId: string; from: Date }>) =>
  db
    .select(change)
    .from(statusHistory)
    .where(and(eq(statusHistory.serverId, serverId), lt(at, from)))
    .orderBy(desc(at), desc(sequence))
    .limit(1),
)

type OfServer = { serverId: string; from: Date; until: Date }
const askSince = keptQuestion((db, { serverId, from, until }: AskedWith<OfServer>) =>
  db
    .select(change)
    .from(statusHistory)
    .where(and(eq(statusHistory.serverId, serverId), gte(at, from), lte(at, until)))
    .orderBy(asc(at), asc(sequence)),
)

/** The lines of a server within a span, and the last one before it, in order of time. */
export async function readChanges(
  tx: Transaction,
  serverId: string,
  { from, until }: Span,
): Promise<Changed[]> {
  const [before, since] = await Promise.all([
    askBefore(tx, { serverId, from }),
    askSince(tx, { serverId, from, until }),
  ])
  return [...before, ...since]
}

type Changed = StatusChange & { postId: string | null }

/** The same with their posts. */
export async function tellChanges(
  tx: Transaction,
  rows: readonly Changed[],
  now: Date,
): Promise<ToldChange[]> {
  const told = await readTold(tx, [...new Set(rows.flatMap(row => row.postId ?? []))], now)
  return rows.map(({ postId: id, ...row }) => ({ ...row, post: (id && told.get(id)) || null }))
}

const askTold = keptQuestion((db, { ids, now }: AskedWith<{ ids: string[]; now: Date }>) =>
  db
    .select({ id: posts.id, slug: posts.slug, titled: titleColumns })
    .from(posts)
    .where(isPublic(now, sql`${posts.id} = any(${ids}::text[])`)),
)

/** Of these posts those that readers may open, by their ids. */
async function readTold(tx: Transaction, ids: string[], now: Date) {
  if (ids.length === 0) return new Map<string, { slug: string; titled: TitledPost }>()
  const rows = await askTold(tx, { ids, now })
  return new Map(rows.map(row => [row.id, { slug: row.slug, titled: row.titled }]))
}
