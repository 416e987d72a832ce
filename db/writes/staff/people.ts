import { and, eq, like, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { accounts, people, sessions } from '#db/schema/person.ts'

/** "people" as a number: the key of the advisory lock of whoever changes who the staff are. */
const peopleKey = 0x70_65_6f_70

/** Waits until this transaction alone may change who the staff are, and holds that until it ends. */
export async function lockPeople(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${peopleKey})`)
}

/** Returns the new person's id, or null when the address is taken. Staff vouch for each other's addresses. */
export async function insertPerson(
  tx: Transaction,
  { name, email }: { name: string; email: string },
): Promise<string | null> {
  const [row] = await tx
    .insert(people)
    .values({ name, email, emailVerified: true })
    .onConflictDoNothing({ target: people.email })
    .returning({ id: people.id })
  return row?.id ?? null
}

/** Ends the sessions and forgets the address: nobody can sign in as this person again. Returns the name, or null when already removed. */
export async function removePerson(tx: Transaction, id: string, now: Date): Promise<string | null> {
  const [row] = await tx
    .update(people)
    .set({ email: id, updatedAt: now })
    .where(and(eq(people.id, id), like(people.email, '%@%')))
    .returning({ name: people.name })
  await tx.delete(sessions).where(eq(sessions.userId, id))
  await tx.delete(accounts).where(eq(accounts.userId, id))
  return row?.name ?? null
}
