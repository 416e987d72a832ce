import { and, eq, gt, like, max, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { people, sessions, verifications } from '#db/schema/person.ts'

/** Who was removed keeps the name, for the record of what they did; an id stands in place of the address. */
const hasAddress = like(people.email, '%@%')

/** Whether anybody ever set up the desk. */
export async function hasPeople(db: Database | Transaction): Promise<boolean> {
  const [row] = await db.select({ id: people.id }).from(people).limit(1)
  return row !== undefined
}

/** Whether somebody of the staff has this address, in lower case. */
export async function isStaff(db: Database | Transaction, email: string): Promise<boolean> {
  const [row] = await db
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.email, email), hasAddress))
  return row !== undefined
}

/** How many sign-in links of this address still work. */
export async function readLiveLinks(db: Database | Transaction, email: string, now: Date): Promise<number> {
  const isLink = like(verifications.identifier, 'magic-link:%')
  // The identity library keeps JSON text in a link's row, and other text in other rows: match, never cast.
  const isTheirs = sql`position(${`"email":${JSON.stringify(email)}`} in ${verifications.value}) > 0`
  return db.$count(verifications, and(isLink, isTheirs, gt(verifications.expiresAt, now)))
}

export type Colleague = { id: string; name: string; email: string; addedAt: Date; signedInAt: Date | null }

/** The staff by name, each with their last sign-in among the sessions that live. */
export function readColleagues(db: Database | Transaction): Promise<Colleague[]> {
  return db
    .select({
      id: people.id,
      name: people.name,
      email: people.email,
      addedAt: people.createdAt,
      signedInAt: max(sessions.createdAt),
    })
    .from(people)
    .leftJoin(sessions, eq(sessions.userId, people.id))
    .where(hasAddress)
    .groupBy(people.id)
    .orderBy(people.name, people.id)
}
