import { inArray, isNotNull, sql } from 'drizzle-orm'
import type { Transaction } from '#db/client.ts'
import { settings } from '#db/schema/setting.ts'
import { sources } from '#db/schema/source.ts'
import { destinations } from '#db/schema/subscriber.ts'

/** What stayed behind: destinations by channel, and names of sources, which are disabled. */
export type LeftSecrets = { destinations: Record<string, number>; sources: string[] }

/** Everything of settings that is sealed, or says what with. */
const sealedSettings = ['key', 'push-keys', 'site-key', 'hand-over', 'link-secrets']

/**
 * Removes all that only another key opens, so that this installation begins with its own. A source that was signed is
 * disabled: nobody is to be believed who needed a signature before.
 */
export async function leaveOutSecrets(tx: Transaction, now: Date): Promise<LeftSecrets> {
  const gone = await tx.delete(destinations).returning({ channel: destinations.channel })
  const signed = await tx
    .update(sources)
    .set({
      signing: null,
      disabledAt: sql`coalesce(${sources.disabledAt}, ${now.toISOString()}::timestamptz)`,
    })
    .where(isNotNull(sources.signing))
    .returning({ name: sources.name })
  await tx.delete(settings).where(inArray(settings.key, sealedSettings))
  const counts = Object.groupBy(gone, row => row.channel)
  return {
    destinations: Object.fromEntries(
      Object.entries(counts).map(([channel, rows]) => [channel, rows?.length ?? 0]),
    ),
    sources: signed.map(({ name }) => name),
  }
}
