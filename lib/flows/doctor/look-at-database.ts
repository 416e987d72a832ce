import { readMigration, readMigrationNames } from '#db/migration-steps.ts'
import type { MovingSession } from '#db/moving/session.ts'
import { isHalfImported } from '#db/moving/unfinished.ts'
import { readDatabaseHealth } from '#db/reads/settings/database-health.ts'
import { isFarHost } from '#lib/public-address.ts'
import { judgeDatabase } from '#lib/rules/doctor/database.ts'
import type { DoctorFinding } from '#lib/rules/doctor/finding.ts'

/** databaseUrl: undefined is the private one. */
export async function lookAtDatabase(
  { client, db }: MovingSession,
  databaseUrl: string | undefined,
): Promise<DoctorFinding[]> {
  const names = readMigrationNames()
  const { name, count } = await readMigration(client)
  const health = await readDatabaseHealth(db, () => performance.timeOrigin + performance.now())
  return judgeDatabase({
    isPrivate: databaseUrl === undefined,
    isFar: databaseUrl !== undefined && isFarHost(new URL(databaseUrl).hostname),
    ...health,
    migration: name,
    migrationCount: count,
    latest: names.at(-1) ?? '',
    latestCount: names.length,
    isHalfImported: count > 0 && (await isHalfImported(client)),
  })
}
