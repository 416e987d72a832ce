import { and, eq, inArray, isNotNull } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { maintenance, maintenanceServers } from '#db/schema/maintenance.ts'
import { posts } from '#db/schema/post.ts'
import type { Recurrence } from './recurrences.ts'
import type { OpenRow } from './times.ts'

/** Windows of which each is to get a day anew: until then they are of none, as two cannot be of the same. */
export async function freeDays(tx: Transaction, windows: readonly OpenRow[]): Promise<void> {
  if (windows.length === 0) return
  const ids = windows.filter(window => !window.cancelledAt).map(window => window.id)
  await tx.update(maintenance).set({ occursOn: null }).where(inArray(maintenance.id, ids))
}

/** A window is the one of this day, and says and does what its recurrence has now. */
export async function writeWindow(
  tx: Transaction,
  { id, postId }: OpenRow,
  { day, recurrence }: { day: string; recurrence: Recurrence },
  now: Date,
): Promise<void> {
  const { kind, title, body, language, translations, endsBy, isQuiet, reminders } = recurrence
  await tx
    .update(maintenance)
    .set({ kind, title, endsBy, isQuiet, reminders, occursOn: day })
    .where(eq(maintenance.id, id))
  await tx
    .update(posts)
    .set({ title, body, language, translations, updatedAt: now })
    .where(eq(posts.id, postId ?? ''))
}

/** Who was told of a window counts as told that it does not take place. */
export async function silenceWindow(tx: Transaction, id: string, now: Date): Promise<void> {
  await tx
    .update(maintenanceServers)
    .set({ endToldAt: now })
    .where(and(eq(maintenanceServers.maintenanceId, id), isNotNull(maintenanceServers.toldAt)))
}
