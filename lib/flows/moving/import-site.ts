import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { keyFile, putKeyFile, readKeyFile } from '#db/keys/file.ts'
import { holdKey, readKey, type SecretKey } from '#db/keys/key.ts'
import { lockMigrations, readMigration, readMigrationNames } from '#db/migration-steps.ts'
import { findRows } from '#db/moving/catalog.ts'
import { openJobs } from '#db/moving/jobs.ts'
import { type MovingSession, openMoving } from '#db/moving/session.ts'
import { hasOtherProcesses } from '#db/reads/settings/other-processes.ts'
import type { ExportHeader } from '#lib/moving/format.ts'
import { movedKey } from '#lib/rules/moving/moved-key.ts'
import { checkExport, type ExportSummary } from './check-export.ts'
import { endImport, type ImportEnd, type MovedSecrets } from './end-import.ts'
import { type ArrivedTable, importRows } from './import-rows.ts'

export type ImportGiven = {
  /** Opens the file anew, from its beginning. */
  open(): Promise<AsyncIterable<Buffer>>
  connectionString: string
  /** Where this installation keeps its key, and what the environment gives instead. */
  dataDir: string
  envKey: string | undefined
  /** The key that the secrets in the file are sealed with, where it is not in the file. */
  oldKey: SecretKey | null
  isWithoutSecrets: boolean
  /** Whatever waited is sent from here, although the old site ran while it was copied. */
  isPendingSent: boolean
  now: Date
  onChecked(summary: ExportSummary): void
  onTable(table: ArrivedTable): void
}

export type Imported = ExportSummary & ImportEnd & { jobs: number; isKeyAdopted: boolean }

/**
 * Fills an empty database with an export, which is read whole before anything is changed. Throws a sentence, and leaves the
 * database without rows, where the file is broken or of a later version, the database is in use, or the secrets do not open.
 */
export async function importSite(given: ImportGiven): Promise<Imported> {
  const summary = await checkExport(await given.open())
  given.onChecked(summary)
  const { header } = summary
  const own = await ownKey(given)
  const { secrets, adopted } = secretsOf(header, own, given)
  const session = await openMoving(given.connectionString)
  try {
    await lockMigrations(session.client)
    await refuseUsed(session, header)
    if (adopted) await putKeyFile(join(given.dataDir, keyFile), adopted)
    const isPendingSent = given.isPendingSent || !header.isRunning
    const jobs = await openJobs(given.connectionString)
    try {
      const arrived = await importRows(session, await given.open(), {
        migration: header.migration,
        jobs: isPendingSent ? jobs : null,
        onTable: given.onTable,
      })
      const end = await endImport(session, { header, secrets, isPendingSent, now: given.now })
      return { ...summary, ...end, jobs: arrived.jobs, isKeyAdopted: adopted !== null }
    } finally {
      await jobs.close()
    }
  } finally {
    await session.close()
  }
}

async function ownKey({ envKey, dataDir }: ImportGiven): Promise<SecretKey | null> {
  return envKey ? readKey(envKey) : readKeyFile(dataDir)
}

type Chosen = { secrets: MovedSecrets; adopted: string | null }

/** adopted: the key that becomes this installation's own. */
function secretsOf(header: ExportHeader, own: SecretKey | null, given: ImportGiven): Chosen {
  const brought = header.key ? readKey(header.key) : given.oldKey
  const how = movedKey({
    sealedWith: header.keyId,
    given: brought?.id ?? null,
    own: own?.id ?? null,
    mayLeaveOut: given.isWithoutSecrets,
  })
  switch (how) {
    case 'none':
    case 'same':
      if (own) holdKey(own)
      return { secrets: { is: 'kept' }, adopted: null }
    case 'adopt':
      return { secrets: { is: 'kept' }, adopted: brought ? brought.secret.toString('base64url') : null }
    case 'reseal':
      if (!own || !brought) throw new Error('A key went missing.')
      return { secrets: { is: 'reseal', before: brought, key: own }, adopted: null }
    case 'leave-out':
      return { secrets: { is: 'left-out' }, adopted: null }
    case 'missing':
      throw new Error(missingKey(header, own, given))
  }
}

function missingKey({ keyId }: ExportHeader, own: SecretKey | null, { dataDir }: ImportGiven): string {
  const here = own ? `the key here is ${own.id}` : 'there is no key here yet'
  return [
    `The secrets in the file (addresses of destinations, what sources and panels sign with, the site's own keys) were sealed with the key ${keyId}, and ${here}.`,
    `Copy the file "key" of the old site's data directory to ${join(dataDir, keyFile)}${own ? ' or name it by --old-key' : ''}, or leave them behind by --without-secrets.`,
  ].join(' ')
}

/** A process that has just ended may have connections for a moment more. */
const mostLooks = 10
const lookAgainMs = 200

async function isUsedStill({ db }: MovingSession): Promise<boolean> {
  for (let looks = 1; await hasOtherProcesses(db); looks++) {
    if (looks === mostLooks) return true
    await pause(lookAgainMs)
  }
  return false
}

async function refuseUsed(session: MovingSession, header: ExportHeader): Promise<void> {
  if (await isUsedStill(session))
    throw new Error('A site runs on this database: end all its processes, and import into an empty one.')
  const used = await findRows(session.client)
  if (used)
    throw new Error(
      `The database is not empty (${used.table} has ${used.count} rows), and an import replaces nothing: set DATABASE_URL to an empty database, or DATA_DIR to a new directory. To put a backup in the place of a private database there is npm run restore.`,
    )
  const { name, count } = await readMigration(session.client)
  const names = readMigrationNames()
  if (count > 0 && (name === null || names.indexOf(name) > names.indexOf(header.migration)))
    throw new Error(
      'The database has tables of a later version than the file: make a new one, without tables.',
    )
}
