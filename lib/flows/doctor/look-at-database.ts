import { readMigration, readMigrationNames } from '#db/migration-steps.ts'
import type { MovingSession } from '#db/moving/session.ts'
import { isHalfImported } from '#db/moving/unfinished.ts'
import { readDatabaseHealth } from '#db/reads/settings/database-health.ts'
import { judgeDatabase } from '#lib/rules/doctor/database.ts'
import type { DoctorFinding } from '#lib/rules/doctor/finding.ts'

export async function lookAtDatabase(
  { client, db }: MovingSession,
  isPrivate: boolean,
): Promise<DoctorFinding[]> {
  const names = readMigrationNames()
  const { name, count } = await readMigration(client)
  const health = await readDatabaseHealth(db, () => performance.timeOrigin + performance.now())
  return judgeDatabase({
    isPrivate,
    ...health,
    migration: name,
    migrationCount: count,
    latest: names.at(-1) ?? '',
    latestCount: names.length,
    isHalfImported: count > 0 && (await isHalfImported(client)),
  })
}
