import { sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import type { PageChange } from '#lib/shared.ts'

/** The channel on which the processes of one database tell each other which public pages changed. */
export const pagesChannel = 'allclear_pages'

/** PostgreSQL refuses a longer payload with an error (8,000 bytes); beyond this everything is refreshed. */
const mostBytes = 7_500

/**
 * Tells every process, as soon as the transaction commits, that these pages changed. Paths are as in the address bar.
 * Returns the change, for this process to refresh its own pages after the commit without waiting to hear of it.
 */
export async function announcePages(tx: Transaction, paths: readonly string[]): Promise<PageChange> {
  const change = { id: newId(), paths }
  if (paths.length === 0) return change
  const named = JSON.stringify(change)
  const payload = Buffer.byteLength(named) > mostBytes ? JSON.stringify({ ...change, paths: ['*'] }) : named
  await tx.execute(sql`select pg_notify(${pagesChannel}, ${payload})`)
  return change
}
