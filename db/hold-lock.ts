import { Client } from 'pg'

/** What one process of all that share the database may do at a time. */
export type HeldLock = {
  /** Whether it is held, or could be taken now. False also while the database does not answer. */
  take(): Promise<boolean>
  release(): Promise<void>
}

/** A lock by this name, on a connection of its own: it ends with the process, or when the database loses sight of it. */
export function lockOf(connectionString: string, name: string): HeldLock {
  let client: Client | null = null
  let isHeld = false

  async function release(): Promise<void> {
    const ended = client
    client = null
    isHeld = false
    await ended?.end().catch(() => {})
  }

  async function connect(): Promise<Client> {
    const fresh = new Client({
      connectionString,
      application_name: 'allclear lock',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      query_timeout: 5_000,
    })
    const lose = () => {
      if (client === fresh) void release()
    }
    fresh.on('error', lose)
    fresh.once('end', lose)
    await fresh.connect()
    client = fresh
    return fresh
  }

  return {
    async take() {
      try {
        const session = client ?? (await connect())
        const ask = isHeld
          ? 'select true as held'
          : `select pg_try_advisory_lock(hashtextextended($1, 0)) as held`
        const { rows } = await session.query<{ held: boolean }>(ask, isHeld ? [] : [`allclear ${name}`])
        isHeld = rows[0]?.held === true && client === session
        return isHeld
      } catch {
        await release()
        return false
      }
    },
    release,
  }
}
