import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { PgBoss } from 'pg-boss'
import { createPool, type Database, database } from '#db/client.ts'
import { startDatabase } from '#db/embedded.ts'
import { createQueues } from '#db/jobs.ts'
import { migrateDatabase } from '#db/migrate.ts'
import { sealStored } from '#lib/flows/settings/seal-stored.ts'
import { seedDemo } from '#lib/flows/settings/seed-demo.ts'
import { setShared } from '#lib/shared.ts'
import { quickFolder } from '#tests/support/database/quick-folder.ts'
import { holdTestKey } from '#tests/support/database/test-key.ts'

export type Place = { db: Database; close(): Promise<void> }

/** A PostgreSQL of its own with the demo hoster, whose flows are called here: nobody else works on it, and nothing is mailed. */
export async function openPlace(): Promise<Place> {
  const dataDir = await mkdtemp(join(quickFolder(), 'allclear-growth-'))
  const server = await startDatabase({ dataDir, log: () => {} })
  const { connectionString } = server
  await migrateDatabase(connectionString, () => {})
  const pool = createPool(connectionString)
  const db = database(pool)
  // A million rows take longer to put there than a request may.
  pool.on('connect', client => void client.query('set statement_timeout = 0'))
  const boss = new PgBoss({ connectionString, supervise: false, schedule: false, max: 2 })
  await boss.start()
  await createQueues(boss)
  setShared({ connectionString, pool, boss, pages: { refresh: async () => {} } })
  holdTestKey()
  await sealStored(db, new Date(), () => {})
  await seedDemo(db, new Date())
  return {
    db,
    async close() {
      await boss.stop({ graceful: false })
      await pool.end()
      await server.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
