import { type Database, onlyReads, readsByPlan, type Transaction } from '#db/client.ts'

/** Reads several things as they were at one moment, so that a page never contradicts itself. */
export function readSnapshot<T>(db: Database, read: (tx: Transaction) => Promise<T>): Promise<T> {
  return db.transaction(read, onlyReads)
}

/** The same for what readers wait for when something has changed: its questions keep their plans. */
export function readPublic<T>(db: Database, read: (tx: Transaction) => Promise<T>): Promise<T> {
  return db.transaction(read, readsByPlan)
}
