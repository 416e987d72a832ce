import { desc, eq } from 'drizzle-orm'
import type { Database } from '#db/client.ts'
import { subscribers } from '#db/schema/subscriber.ts'

const mostShown = 100

/** The addresses that get no more mail, the latest first, and how many there are. */
export async function readSuppressed(db: Database) {
  const isSuppressed = eq(subscribers.state, 'suppressed')
  const { id, email, suppressedAt, suppressedFor } = subscribers
  const [total, rows] = await Promise.all([
    db.$count(subscribers, isSuppressed),
    db
      .select({ id, email, at: suppressedAt, reason: suppressedFor })
      .from(subscribers)
      .where(isSuppressed)
      .orderBy(desc(suppressedAt))
      .limit(mostShown),
  ])
  return { total, rows }
}
