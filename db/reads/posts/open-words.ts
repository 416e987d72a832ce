import { and, desc, eq, gt, isNotNull, isNull, or, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { type AskedWith, keptQuestion } from '#db/questions/kept-question.ts'
import { readTold } from '#db/reads/notices/told.ts'
import { posts } from '#db/schema/post.ts'
import { updates } from '#db/schema/update.ts'
import { currentDays } from '#lib/rules/posts/advisory.ts'
import { later } from '#lib/rules/time/time.ts'
import { contentOf, type UpdateContent } from './update-facts.ts'

export type PostRow = typeof posts.$inferSelect

/** What was said last. */
export type LatestUpdate = UpdateContent & { createdAt: Date }

/** The current advisories as they were last found: what is asked of posts beside the posts themselves. */
let lastAdvisories: readonly string[] = []

/** Posts with what was last said of each, and who was told. All at once, but for advisories that have come since they were last read. */
export async function readWithWords(tx: Transaction, ids: string[], now: Date) {
  const ahead = [...new Set([...ids, ...lastAdvisories])]
  const [rows, latest, told] = await Promise.all([
    readRows(tx, ids, now),
    readLatest(tx, ahead),
    readTold(tx, ahead),
  ])
  const found = rows.map(row => row.id)
  lastAdvisories = found.filter(id => !ids.includes(id))
  const missing = found.filter(id => !ahead.includes(id))
  const [otherLatest, otherTold] = await Promise.all([readLatest(tx, missing), readTold(tx, missing)])
  return {
    rows,
    latest: new Map([...latest, ...otherLatest]),
    told: new Map([...told, ...otherTold]),
  }
}

const askRows = keptQuestion((db, { ids, since }: AskedWith<{ ids: string[]; since: Date }>) => {
  const current = and(
    eq(posts.kind, 'advisory'),
    isNull(posts.resolvedAt),
    or(isNotNull(posts.pinnedUntil), gt(posts.publishedAt, since)),
  )
  return db
    .select()
    .from(posts)
    .where(and(eq(posts.visibility, 'published'), or(sql`${posts.id} = any(${ids}::text[])`, current)))
})

function readRows(tx: Transaction, ids: string[], now: Date): Promise<PostRow[]> {
  return askRows(tx, { ids, since: later(now, -currentDays * 86_400) })
}

const askLatest = keptQuestion((db, { ids }: AskedWith<{ ids: string[] }>) =>
  db
    .selectDistinctOn([updates.postId])
    .from(updates)
    .where(sql`${updates.postId} = any(${ids}::text[])`)
    .orderBy(updates.postId, desc(updates.createdAt), desc(updates.id)),
)

async function readLatest(tx: Transaction, ids: string[]): Promise<Map<string, LatestUpdate>> {
  if (ids.length === 0) return new Map()
  const rows = await askLatest(tx, { ids })
  return new Map(rows.map(row => [row.postId, { ...contentOf(row), createdAt: row.createdAt }]))
}
