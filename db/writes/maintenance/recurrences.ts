import { and, asc, eq, gt, inArray, isNull } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { maintenance, recurrences } from '#db/schema/maintenance.ts'
import { servers } from '#db/schema/server.ts'

export type Recurrence = typeof recurrences.$inferSelect

/** Keeps what its windows are made of. Returns false when this very one is there already. */
export async function insertRecurrence(
  tx: Transaction,
  row: Omit<Recurrence, 'stoppedAt' | 'version'>,
): Promise<boolean> {
  const made = await tx
    .insert(recurrences)
    .values(row)
    .onConflictDoNothing()
    .returning({ id: recurrences.id })
  return made.length > 0
}

/** A recurrence that was not stopped, locked; undefined: there is none. */
export async function lockRecurrence(tx: Transaction, id: string): Promise<Recurrence | undefined> {
  const [row] = await tx
    .select()
    .from(recurrences)
    .where(and(eq(recurrences.id, id), isNull(recurrences.stoppedAt)))
    .for('update')
  return row
}

/** What making windows needs besides, with the recurrence locked: the days that have one, and its servers in service. */
export async function lockWindows(
  tx: Transaction,
  { id, serverIds }: Recurrence,
): Promise<{ days: Set<string>; serverIds: Set<string> }> {
  const made = await tx
    .select({ day: maintenance.occursOn })
    .from(maintenance)
    .where(eq(maintenance.recurrenceId, id))
    .for('update')
  const known = await tx
    .select({ id: servers.id })
    .from(servers)
    .where(and(inArray(servers.id, serverIds), isNull(servers.retiredAt)))
  return {
    days: new Set(made.flatMap(({ day }) => day ?? [])),
    serverIds: new Set(known.map(server => server.id)),
  }
}

/** What comes again is this from now on. The caller has locked it. */
export async function changeRecurrence(tx: Transaction, row: Recurrence): Promise<void> {
  await tx.update(recurrences).set(row).where(eq(recurrences.id, row.id))
}

/** No more windows are made. Returns the posts of those that have not begun, or null when it was stopped already. */
export async function stopRecurrence(tx: Transaction, id: string, now: Date): Promise<string[] | null> {
  const stopped = await tx
    .update(recurrences)
    .set({ stoppedAt: now })
    .where(and(eq(recurrences.id, id), isNull(recurrences.stoppedAt)))
    .returning({ id: recurrences.id })
  if (stopped.length === 0) return null
  const { postId, startsAt, cancelledAt } = maintenance
  const rows = await tx
    .select({ postId })
    .from(maintenance)
    .where(and(eq(maintenance.recurrenceId, id), gt(startsAt, now), isNull(cancelledAt)))
    .orderBy(asc(startsAt))
  return rows.flatMap(row => row.postId ?? [])
}
