import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { startDatabase } from '#db/embedded.ts'
import { readMigration, readMigrationNames } from '#db/migration-steps.ts'
import { type MovingSession, openMoving } from '#db/moving/session.ts'
import { env } from '#lib/env.ts'

/**
 * Runs something on the database of a site that was started before, over one session, and makes none where there is none:
 * whoever asks from another directory, or without the site's environment, hears so. Throws a sentence.
 */
export async function onSiteDatabase<T>(
  run: (session: MovingSession) => Promise<T>,
  log: (line: string) => void = () => {},
): Promise<T> {
  const dataDir = resolve(env.DATA_DIR)
  if (!env.DATABASE_URL && !existsSync(join(dataDir, 'postgres')))
    throw new Error(
      `No site was ever started with the data directory ${dataDir}: run this where the site runs, with its DATA_DIR or DATABASE_URL.`,
    )
  const server = await startDatabase({ dataDir: env.DATA_DIR, databaseUrl: env.DATABASE_URL, log })
  try {
    const session = await openMoving(server.connectionString)
    try {
      await refuseOtherVersion(session)
      return await run(session)
    } finally {
      await session.close()
    }
  } finally {
    await server.stop()
  }
}

async function refuseOtherVersion({ client }: MovingSession): Promise<void> {
  const { name, count } = await readMigration(client)
  if (count === 0)
    throw new Error(
      'No site was started on this database yet, so there is nothing in it: start the site once.',
    )
  const latest = readMigrationNames().at(-1)
  if (name === latest) return
  throw new Error(
    name === null
      ? 'The database was brought up to date by a later version: install that one, and try again.'
      : `The database is at ${name}, and this version at ${latest}: start the site once, which brings it up to date.`,
  )
}
