import { randomUUID } from 'node:crypto'
import { Client } from 'pg'
import { z } from 'zod'
import { cutOff } from '#db/absence/cut-off.ts'
import type { PageChange } from '#lib/shared.ts'
import { pagesChannel } from './announce.ts'

const Change = z.object({ id: z.string(), paths: z.array(z.string()) })
const firstRetryMs = 250
const longestRetryMs = 5_000

type Options = {
  connectionString: string
  /** Called for every change of any process, this one too; with '*' after a lost connection, when anything may have changed. */
  onChange: (change: PageChange) => void
}

/** Hears which public pages the processes of this database changed, on a connection of its own that is replaced when it breaks. Returns how to end it. */
export function listenForChanges({ connectionString, onChange }: Options): {
  close(): Promise<void>
  /** Gives up a connection from which nothing comes any more, for a new one. */
  renew(): void
} {
  let client: Client | null = null
  let timer: NodeJS.Timeout | undefined
  let failures = 0
  let isClosed = false

  async function connect(): Promise<void> {
    const fresh = new Client({
      connectionString,
      application_name: 'allclear pages',
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
    })
    client = fresh
    fresh.on('notification', ({ payload }) => onChange(readChange(payload)))
    fresh.on('error', () => fresh.end().catch(() => {}))
    fresh.once('end', retry)
    try {
      await fresh.connect()
      await fresh.query(`listen ${pagesChannel}`)
      if (failures > 0) onChange(anything())
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
    renew() {
      if (client) cutOff(client)
    },
    async close() {
      isClosed = true
      clearTimeout(timer)
      await client?.end().catch(() => {})
    },
  }
}

function readChange(payload: string | undefined): PageChange {
  try {
    return Change.parse(JSON.parse(payload ?? ''))
  } catch {
    return anything()
  }
}

/** A change that nobody has named: not the same as any other. */
function anything(): PageChange {
  return { id: randomUUID(), paths: ['*'] }
}
