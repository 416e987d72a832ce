import { readFile } from 'node:fs/promises'
import { readMigration } from '#db/migration-steps.ts'
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
 * file. Throws where the database is of a later version, or has no tables.
 */
export async function beginExport(
  { client, db }: MovingSession,
  { purpose, keyText, now }: { purpose: ExportPurpose; keyText: string | null; now: Date },
): Promise<ExportHeader> {
  const { name } = await readMigration(client)
  if (name === null) throw new Error('The database has no migration that this version knows.')
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
async function readVersion(): Promise<string> {
  return JSON.parse(await readFile('package.json', 'utf8')).version
}
