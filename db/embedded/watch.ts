import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { type Cluster, startCluster } from './cluster.ts'
import { databaseAddress, watchName } from './session.ts'

export type ClusterWatch = { end(): Promise<void> }

const betweenTriesMs = 5_000

/** Keeps one session open, and starts the cluster again when it ends without having been told to. */
export async function watchCluster(cluster: Cluster, log: (line: string) => void): Promise<ClusterWatch> {
  let isEnded = false
  let session = await open()

  async function open(): Promise<Client> {
    const client = new Client({
      connectionString: databaseAddress(cluster.place, 'postgres'),
      application_name: watchName,
    })
    let reason = ''
    client.on('error', error => {
      // The server says why, then the connection breaks off.
      reason ||= error.message
    })
    await client.connect()
    client.once('end', () => {
      // Somebody stopped it on purpose: an administrator, or the last other process that used it.
      const isStopped = reason.includes('administrator command')
      if (!isEnded && !isStopped) void revive()
    })
    // The watch keeps no process alive.
    socketOf(client).unref()
    return client
  }

  async function revive(): Promise<void> {
    log('The private PostgreSQL broke off and is started again.')
    while (!isEnded) {
      try {
        await startCluster(cluster)
        session = await open()
        return log('The private PostgreSQL is running again.')
      } catch (error) {
        log(error instanceof Error ? error.message : String(error))
        await pause(betweenTriesMs, undefined, { ref: false })
      }
    }
  }

  return {
    async end() {
      isEnded = true
      socketOf(session).ref()
      await session.end().catch(() => {})
    },
  }
}

/** pg can be told whether a connection keeps the process alive, which its types do not know. */
function socketOf(client: Client): { ref(): void; unref(): void } {
  return client as unknown as { ref(): void; unref(): void }
}
