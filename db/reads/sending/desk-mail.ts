import { and, asc, desc, eq, ilike, or } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { likeText } from '#db/reads/like-text.ts'
import { subscribers } from '#db/schema/subscriber.ts'

const perPage = 50

/**
 * One page of the addresses that get no more mail, the latest first, and how many there are in all; text: with it in the
 * address, or in why. Null for a page that does not exist.
 */
export async function readSuppressed(db: Database, text: string | null, page: number) {
  const { id, email, state, suppressedAt, suppressedFor } = subscribers
  const isSuppressed = eq(state, 'suppressed')
  const pattern = text === null ? null : likeText(text)
  const isMeant = pattern === null ? undefined : or(ilike(email, pattern), ilike(suppressedFor, pattern))
  const which = and(isSuppressed, isMeant)
  const [all, total] = await Promise.all([
    db.$count(subscribers, isSuppressed),
    db.$count(subscribers, which),
  ])
  const pages = Math.max(1, Math.ceil(total / perPage))
  if (page > pages) return null
  const rows = await db
    .select({ id, email, at: suppressedAt, reason: suppressedFor })
    .from(subscribers)
    .where(which)
    .orderBy(desc(suppressedAt), asc(id))
    .limit(perPage)
    .offset((page - 1) * perPage)
  return { all, rows, page, pages }
}
