import type { Database, Transaction } from '#db/client.ts'

/** Reads several things as they were at one moment, so that a page never contradicts itself. */
export function readSnapshot<T>(db: Database, read: (tx: Transaction) => Promise<T>): Promise<T> {
  return db.transaction(read, { isolationLevel: 'repeatable read', accessMode: 'read only' })
}
