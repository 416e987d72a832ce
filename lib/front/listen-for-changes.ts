import { Client } from 'pg'
import { z } from 'zod'

const Paths = z.array(z.string())
const firstRetryMs = 250
const longestRetryMs = 5_000

type Options = {
  connectionString: string
  channel: string
  /** Called with the pages that another process changed; with '*' after a lost connection, when anything may have. */
  onChange: (paths: readonly string[]) => void
}

/** Hears which public pages other processes changed, on a connection of its own that is replaced when it breaks. Returns how to end it. */
export function listenForChanges({ connectionString, channel, onChange }: Options): {
  close(): Promise<void>
} {
  let client: Client | null = null
  let timer: NodeJS.Timeout | undefined
  let failures = 0
  let isClosed = false

  async function connect(): Promise<void> {
    const fresh = new Client({ connectionString, application_name: 'allclear pages', keepAlive: true })
    client = fresh
    fresh.on('notification', ({ payload }) => onChange(readPaths(payload)))
    fresh.on('error', () => fresh.end().catch(() => {}))
    fresh.once('end', retry)
    try {
      await fresh.connect()
      await fresh.query(`listen ${channel}`)
      if (failures > 0) onChange(['*'])
      failures = 0
    } catch {
      await fresh.end().catch(() => {})
      retry()
    }
  }

  function retry(): void {
    if (isClosed || timer) return
    failures += 1
    timer = setTimeout(
      () => {
        timer = undefined
        void connect()
      },
      Math.min(longestRetryMs, firstRetryMs * 2 ** failures),
    )
  }

  void connect()
  return {
    async close() {
      isClosed = true
      clearTimeout(timer)
      await client?.end().catch(() => {})
    },
  }
}

function readPaths(payload: string | undefined): readonly string[] {
  try {
    return Paths.parse(JSON.parse(payload ?? ''))
  } catch {
    return ['*']
  }
}
