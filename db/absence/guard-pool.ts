import type { Pool, PoolClient } from 'pg'
import { cutOff, silence } from './cut-off.ts'

type Taken = (error: Error | undefined, client?: PoolClient, release?: (broken?: boolean) => void) => void

type Guard = { isShut(): boolean; shut(): void; open(): void }

const guards = new WeakMap<Pool, Guard>()

/** Cuts off all connections, so that whoever waits hears of it now, and refuses everybody until openPool. */
export function shutPool(pool: Pool): void {
  guards.get(pool)?.shut()
}

/** Whether it is known that the connections of a pool are of no use. */
export function isShut(pool: Pool): boolean {
  return guards.get(pool)?.isShut() ?? false
}

export function openPool(pool: Pool): void {
  guards.get(pool)?.open()
}

/**
 * Lets a pool be shut while its database is silent: a query that waits for a server that hangs would wait for as long as that
 * does, and so would each that comes after it.
 */
export function guardPool(pool: Pool): void {
  const connect = pool.connect.bind(pool) as (taken: Taken) => void
  const clients = new Set<PoolClient>()
  const waiting = new Set<() => void>()
  let isClosed = false
  pool.on('connect', client => clients.add(client))
  pool.on('remove', client => clients.delete(client))

  function take(taken: Taken): void {
    if (isClosed) return void process.nextTick(taken, silence())
    let hasLeft = false
    const leave = () => {
      hasLeft = true
      taken(silence())
    }
    waiting.add(leave)
    connect((error, client, release) => {
      waiting.delete(leave)
      if (!hasLeft) taken(error, client, release)
      else release?.(true)
    })
  }

  // The pool's own query() takes its connections here, too.
  pool.connect = ((taken?: Taken) =>
    taken
      ? take(taken)
      : new Promise<PoolClient>((resolve, reject) =>
          take((error, client) => (client ? resolve(client) : reject(error))),
        )) as Pool['connect']

  guards.set(pool, {
    isShut: () => isClosed,
    shut() {
      isClosed = true
      for (const leave of waiting) leave()
      waiting.clear()
      for (const client of clients) cutOff(client)
    },
    open() {
      isClosed = false
    },
  })
}
