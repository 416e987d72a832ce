import { readFile } from 'node:fs/promises'
import { readMigration, readMigrationNames } from '#db/migrate.ts'
import type { MovingSession } from '#db/moving/session.ts'
import { readKeyId } from '#db/reads/settings/key-id.ts'
import { hasOtherProcesses } from '#db/reads/settings/other-processes.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { env } from '#lib/env.ts'
import { type ExportHeader, formatVersion } from '#lib/moving/format.ts'

/** What an export is for, as the record of what was done says it. */
export type ExportPurpose = 'export' | 'backup'

/**
 * What an export of this database begins with, and writes down that it was made. keyText: of the installation, for a sealed
 * file. Throws a sentence where there is nothing to export, or the database is of another version.
 */
export async function beginExport(
  { client, db }: MovingSession,
  { purpose, keyText, now }: { purpose: ExportPurpose; keyText: string | null; now: Date },
): Promise<ExportHeader> {
  const { name, count } = await readMigration(client)
  const latest = (await readMigrationNames()).at(-1)
  if (count === 0) throw new Error('There is nothing to export: no site was ever started on this database.')
  if (name === null || name !== latest)
    throw new Error(
      `The database is at ${name ?? 'a migration of a later version'}, and this version at ${latest}: start the site once, or export with the version that ran last.`,
    )
  const isRunning = await hasOtherProcesses(db)
  const header: ExportHeader = {
    allclear: 'export',
    format: formatVersion,
    version: await readVersion(),
    migration: name,
    site: env.SITE_URL,
    at: now.toISOString(),
    isRunning,
    keyId: await readKeyId(db),
  }
  await db.transaction(tx =>
    writeAudit(tx, {
      at: now,
      staffId: null,
      action: 'export-all',
      subject: purpose,
      facts: { isSealed: keyText !== null },
    }),
  )
  return keyText === null || header.keyId === null ? header : { ...header, key: keyText }
}

/** Of this product. */
export async function readVersion(): Promise<string> {
  return JSON.parse(await readFile('package.json', 'utf8')).version
}
