import { and, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { readStaff } from '#db/reads/staff/desk-staff.ts'
import { servers } from '#db/schema/server.ts'
import { settings } from '#db/schema/setting.ts'
import { sources } from '#db/schema/source.ts'
import { type FirstRunFacts, KeptFirstRun } from '#lib/rules/settings/first-run.ts'

/** What is kept of the first steps. */
export async function readKeptFirstRun(db: Database | Transaction): Promise<KeptFirstRun> {
  const [row] = await db.select({ value: settings.value }).from(settings).where(eq(settings.key, 'first-run'))
  return KeptFirstRun.parse(row?.value ?? {})
}

/** What the database knows of the first steps. */
export async function readFirstRunFacts(db: Database): Promise<Omit<FirstRunFacts, 'way' | 'site'>> {
  return {
    kept: await readKeptFirstRun(db),
    servers: await db.$count(servers, isNull(servers.retiredAt)),
    sourcesHeard: await db.$count(sources, and(isNotNull(sources.lastSeenAt), isNull(sources.disabledAt))),
    staff: (await readStaff(db)).length,
  }
}
