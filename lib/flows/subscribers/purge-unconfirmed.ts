import type { Database } from '#db/client.ts'
import { purgeImports } from '#db/writes/imports/imports.ts'
import { purgePending, purgeReaderHashes } from '#db/writes/sending/purge.ts'
import { purgeSubscriberFiles } from '#db/writes/subscribers/subscriber-files.ts'
import { importKeptSeconds } from '#lib/rules/imports/import-life.ts'
import { askedTooLongAgo } from '#lib/rules/sending/keeping.ts'
import { fileKeptSeconds } from '#lib/rules/subscribers/given.ts'
import { later } from '#lib/rules/time/time.ts'

/**
 * Forgets whom somebody entered in a form and who never confirmed it, files of subscribers and imports that nobody applied, and by
 * what readers of yesterday were told apart. Returns how many addresses the first were.
 */
export async function purgeUnconfirmed(db: Database, now: Date): Promise<number> {
  const yesterday = later(now, -fileKeptSeconds)
  await purgeSubscriberFiles(db, yesterday)
  await purgeImports(db, later(now, -importKeptSeconds))
  await purgeReaderHashes(db, yesterday)
  return purgePending(db, askedTooLongAgo(now))
}
