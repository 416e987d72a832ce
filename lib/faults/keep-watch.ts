import type { Pool } from 'pg'
import { openPool, shutPool } from '#db/absence/guard-pool.ts'
import { type DatabaseTrouble, DatabaseWatch } from '#db/absence/watch-database.ts'
import { log } from '#lib/log/log.ts'
import { getShared } from '#lib/shared.ts'
import { absence, agedAfterMs, holdAbsence, watchWrites } from './absence.ts'

type Options = {
  connectionString: string
  pool: Pool
  /** Hears of changes over a connection that is replaced when the database has been silent. */
  changes: { renew(): void }
  /** Has readers who have a page open load it again. */
  showAgain: () => void
}

const sentences: Record<DatabaseTrouble, string> = {
  silent: 'the database does not answer: pages come from memory until it does',
  full: 'the disk of the database is full, so that it takes nothing: make room there',
  'read-only':
    'the database takes nothing, for it is a standby or set to read-only: let DATABASE_URL lead to its primary',
}

/** Watches over the database of this process, says once when it goes and when it is back, and lets nobody wait for it meanwhile. */
export function keepWatch({ connectionString, pool, changes, showAgain }: Options): DatabaseWatch {
  let begunAt = 0
  let showLater: NodeJS.Timeout | undefined
  const watch = new DatabaseWatch({
    connectionString,
    onTrouble(trouble, wellAt, why) {
      begunAt = wellAt.getTime()
      // Known before anything fails by it, so that none of that is said again.
      holdAbsence({ is: trouble, wellAt })
      log.warn(`${sentences[trouble]} (${why})`)
      clearTimeout(showLater)
      showLater = setTimeout(showAgain, begunAt + agedAfterMs - Date.now()).unref()
      if (trouble !== 'silent') return openPool(pool)
      shutPool(pool)
      changes.renew()
    },
    onWell() {
      clearTimeout(showLater)
      holdAbsence(null)
      openPool(pool)
      if (Date.now() - begunAt >= agedAfterMs) showAgain()
      log.info(`the database is well again, after ${Math.round((Date.now() - begunAt) / 1000)} s`)
      const { nudge, nudgeSender } = getShared()
      nudge?.()
      nudgeSender?.()
    },
  })
  watchWrites(() => watch.suspectDisk())
  return watch
}

/** What staff are to mend, where the database can be read and not written to: the desk opens, and nothing can be done at it. */
export function absenceWarnings(): string[] {
  const known = absence()
  return known ? [`Nothing can be saved: ${sentences[known.is]}.`] : []
}
