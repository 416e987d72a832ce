import { Client } from 'pg'
import { cutOff } from '#db/absence/cut-off.ts'
import type { PageChange } from '#lib/shared.ts'
import { pagesChannel } from './announce.ts'
import { ChangeReader } from './change-reader.ts'
import { readPayload } from './page-change.ts'

/** No page is two seconds old for any reader: what was not notified is found within one, and rendered in the other. */
const lookMs = 1_000
/** A connection that does not answer within this is replaced. */
const answerMs = 2_000
const firstRetryMs = 250
const longestRetryMs = 1_000

type Options = {
  connectionString: string
  /** Called for every change of any process, this one too, once or twice; with '*' where anything may have changed. */
  onChange: (change: PageChange) => void
}

/**
 * Hears which public pages the processes of this database changed, on a connection of its own that is replaced when it breaks.
 * A notification can be lost, by a connection that breaks or a proxy that passes none: so each second it also looks what was
 * written down. heard: nothing that is read from then on changes unheard, or the database is away; pages are read after it.
 */
export function listenForChanges({ connectionString, onChange }: Options): {
  heard: Promise<void>
  close(): Promise<void>
  /** Gives up a connection from which nothing comes any more, for a new one. */
  renew(): void
} {
  const first = Promise.withResolvers<void>()
  const reader = new ChangeReader()
  let client: Client | null = null
  let timer: NodeJS.Timeout | undefined
  let failures = 0
  let isClosed = false

  async function connect(): Promise<void> {
    const fresh = openClient(connectionString)
    client = fresh
    fresh.on('notification', ({ payload }) => onChange(readPayload(payload)))
    fresh.on('error', () => replace(fresh))
    fresh.once('end', () => replace(fresh))
    try {
      await fresh.connect()
      await fresh.query(`listen ${pagesChannel}`)
      await look(fresh)
    } catch {
      replace(fresh)
    }
  }

  async function look(own: Client): Promise<void> {
    const changes = await reader.look(own)
    for (const change of changes) onChange(change)
    first.resolve()
    failures = 0
    schedule(() => look(own).catch(() => replace(own)), lookMs)
  }

  function replace(broken: Client): void {
    if (client !== broken) return
    client = null
    reader.noteFailure()
    first.resolve()
    broken.end().catch(() => {})
    failures += 1
    schedule(connect, Math.min(longestRetryMs, firstRetryMs * failures))
  }

  function schedule(next: () => Promise<void>, ms: number): void {
    clearTimeout(timer)
    if (!isClosed) timer = setTimeout(() => void next(), ms)
  }

  void connect()
  return {
    heard: first.promise,
    renew() {
      if (client) cutOff(client)
    },
    async close() {
      isClosed = true
      clearTimeout(timer)
      const last = client
      client = null
      await last?.end().catch(() => {})
    },
  }
}

function openClient(connectionString: string): Client {
  return new Client({
    connectionString,
    application_name: 'allclear pages',
    keepAlive: true,
    connectionTimeoutMillis: answerMs,
    query_timeout: answerMs,
  })
}
