import { announcePages } from '#db/changes/announce.ts'
import type { Database } from '#db/client.ts'
import { readSlugsOf } from '#db/reads/sending/batch.ts'
import { logFault } from '#lib/faults/fault.ts'
import { noteFirstMails } from '#lib/flows/delays/note-first-mails.ts'
import { pagesOf } from '#lib/flows/posts/page-paths.ts'

/** A post's page says how many were told; while mails go out, it is refreshed at most this often. */
const pauseMs = 3_000

/** Refreshes the pages of posts of which mails went out, all of a while at once. */
export function startToldRefresh(db: Database, clock: () => Date) {
  let noted = new Set<string>()
  let timer: NodeJS.Timeout | undefined

  async function refresh(): Promise<void> {
    timer = undefined
    const batchIds = [...noted]
    noted = new Set()
    await noteFirstMails(db, batchIds)
    const slugs = await readSlugsOf(db, batchIds)
    if (slugs.length > 0) await db.transaction(tx => announcePages(tx, pagesOf(slugs, []), clock()))
  }

  function sayStale(error: unknown): void {
    logFault('pages do not say yet how many were told, and the next mail refreshes them', error)
  }

  return {
    /** A batch was taken by the provider. */
    note(batchId: string): void {
      noted.add(batchId)
      timer ??= setTimeout(() => void refresh().catch(sayStale), pauseMs)
    },
    async stop(): Promise<void> {
      clearTimeout(timer)
      await refresh().catch(sayStale)
    },
  }
}
