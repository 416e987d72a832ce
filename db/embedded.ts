import { Client } from 'pg'
import { findBinaries } from './embedded/binaries.ts'
import {
  addressOf,
  type Cluster,
  countOtherClients,
  createCluster,
  createDatabase,
  startCluster,
  stopCluster,
} from './embedded/cluster.ts'
import { findOwner } from './embedded/owner.ts'
import { preparePlace } from './embedded/place.ts'

export type RunningDatabase = {
  connectionString: string
  /** Ends a private PostgreSQL that nobody else uses any more. */
  stop(): Promise<void>
}

type Options = { dataDir: string; databaseUrl?: string | undefined; log: (line: string) => void }

/**
 * The database of this process: the one at databaseUrl, or a private PostgreSQL below dataDir, made on first use,
 * reached over a socket that only its user may open, and adopted when it runs already.
 * Throws an error whose message is one sentence for a person: what is wrong, where, what to do.
 */
export async function startDatabase({ dataDir, databaseUrl, log }: Options): Promise<RunningDatabase> {
  if (databaseUrl) {
    await checkServer(databaseUrl)
    return { connectionString: databaseUrl, stop: async () => {} }
  }
  const owner = findOwner()
  const place = await preparePlace(dataDir, owner)
  const cluster: Cluster = { place, owner, binaries: await findBinaries(place.dataDir, owner) }
  if (await createCluster(cluster)) log(`Set up a private PostgreSQL in ${place.cluster}.`)
  const how = await startCluster(cluster)
  log(
    how === 'started' ? 'The private PostgreSQL is running.' : 'The private PostgreSQL was running already.',
  )
  await createDatabase(place)
  return { connectionString: addressOf(place), stop: () => stopUnlessUsed(cluster) }
}

/** The last one out stops it: another process may have adopted it. */
async function stopUnlessUsed(cluster: Cluster): Promise<void> {
  const others = await countOtherClients(cluster.place).catch(() => 0)
  if (others === 0) await stopCluster(cluster)
}

const oldestVersion = 150_000

async function checkServer(connectionString: string): Promise<void> {
  const client = new Client({ connectionString, connectionTimeoutMillis: 5_000 })
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
