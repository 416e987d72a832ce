import { PgBoss } from 'pg-boss'
import type { Database } from '#db/client.ts'
import { setShared } from '#lib/shared.ts'
import { testDatabase } from './database.ts'

export type Site = { db: Database; boss: PgBoss; close(): Promise<void> }

/** A database of its own with job queues that nobody works on, and pages that nobody keeps. */
export async function testSite(): Promise<Site> {
  const { pool, db, connectionString, drop } = await testDatabase()
  const boss = new PgBoss({ connectionString, supervise: false, schedule: false, max: 2 })
  await boss.start()
  setShared({ connectionString, pool, boss, pages: { refresh: async () => {} } })
  return {
    db,
    boss,
    async close() {
      await boss.stop({ graceful: false })
      await drop()
    },
  }
}
