import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { findBinaries } from './embedded/binaries.ts'
import { type Cluster, createCluster, startCluster, stopCluster } from './embedded/cluster.ts'
import { findOwner } from './embedded/owner.ts'
import { preparePlace } from './embedded/place.ts'
import { countUsers, databaseAddress } from './embedded/session.ts'
import { watchCluster } from './embedded/watch.ts'

export type RunningDatabase = {
  connectionString: string
  /** Ends a private PostgreSQL that no other process uses. */
  stop(): Promise<void>
}

type Options = { dataDir: string; databaseUrl?: string | undefined; log: (line: string) => void }

/**
 * The database of this process: the one at databaseUrl, or a private PostgreSQL below dataDir, made on first use,
 * reached over a socket that only its user may open, adopted when it runs already, started again when it breaks off.
 * Throws an error whose message is one sentence for a person: what is wrong, where, what to do.
 */
export async function startDatabase({ dataDir, databaseUrl, log }: Options): Promise<RunningDatabase> {
  if (databaseUrl) {
    await checkServer(databaseUrl)
    return { connectionString: databaseUrl, stop: async () => {} }
  }
  if (process.platform === 'win32')
    throw new Error(
      'The private PostgreSQL does not run on Windows: set DATABASE_URL to a PostgreSQL 15 or newer.',
    )
  const owner = findOwner()
  const place = await preparePlace(dataDir, owner)
  const cluster: Cluster = { place, owner, binaries: await findBinaries(place.home, owner) }
  if (await createCluster(cluster)) log(`Set up a private PostgreSQL in ${place.cluster}.`)
  const how = await startCluster(cluster)
  log(
    how === 'started' ? 'The private PostgreSQL is running.' : 'The private PostgreSQL was running already.',
  )
  const watch = await watchCluster(cluster, log)
  return {
    connectionString: databaseAddress(place),
    async stop() {
      await watch.end()
      if (await isUnused(cluster)) await stopCluster(cluster)
      else log('The private PostgreSQL keeps running, for another process uses it.')
    },
  }
}

/** The last one out stops it. This process's own sessions may take a moment to leave. */
async function isUnused({ place }: Cluster): Promise<boolean> {
  for (let look = 0; look < 20; look++) {
    if ((await countUsers(place).catch(() => 0)) === 0) return true
    await pause(50)
  }
  return false
}

const oldestVersion = 150_000

async function checkServer(connectionString: string): Promise<void> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 5_000, query_timeout: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query("select current_setting('server_version_num')::int as version")
    if (rows[0].version >= oldestVersion) return
  } catch (error) {
    const why =
      error instanceof Error ? error.message || String((error as NodeJS.ErrnoException).code) : String(error)
    throw new Error(
      `DATABASE_URL does not lead to a database that answers (${why}): check the address, the user and that it runs.`,
    )
  } finally {
    await client.end().catch(() => {})
  }
  throw new Error(
    'DATABASE_URL leads to a PostgreSQL older than version 15: upgrade it, or leave DATABASE_URL unset.',
  )
}
