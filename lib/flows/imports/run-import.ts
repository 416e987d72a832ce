import type { Database } from '#db/client.ts'
import { moveImport } from '#db/writes/imports/imports.ts'
import type { ReadingTask } from '#lib/imports/read-in-thread.ts'
import { log } from '#lib/log/log.ts'
import type { ProductName } from '#lib/rules/imports/products.ts'
import { getShared } from '#lib/shared.ts'
import { applyImport, beginApplying } from './apply-import.ts'
import { beginImport, readProduct } from './read-product.ts'

const clock = () => new Date()

/** Begins to read another product, and goes on when this has returned. Returns the id of the import, whose page says how far it is. */
export async function startReading(
  db: Database,
  { staffId, product, task }: { staffId: string; product: ProductName; task: Omit<ReadingTask, 'product'> },
  now: Date,
): Promise<string> {
  const id = await beginImport(db, { staffId, product }, now)
  void readProduct(db, id, { product, ...task }, clock).catch(error => noteStopped(db, id, error))
  return id
}

/** The same with applying an import. gone: it was dropped, or somebody applies it. */
export async function startApplying(
  db: Database,
  act: { importId: string; staffId: string },
  now: Date,
): Promise<'done' | 'gone'> {
  const outcome = await beginApplying(db, act, now)
  if (outcome === 'done') void applyAndShow(db, act).catch(error => noteStopped(db, act.importId, error))
  return outcome
}

async function applyAndShow(db: Database, act: { importId: string; staffId: string }): Promise<void> {
  const applied = await applyImport(db, act, clock)
  if (!applied) return
  const { nudge, pages } = getShared()
  nudge?.()
  await pages.refresh(applied.change)
}

/** Nobody waits for it: its page says that it was cut off, and the log why. */
async function noteStopped(db: Database, importId: string, error: unknown): Promise<void> {
  log.error(`the import ${importId} stopped`, { err: error })
  await moveImport(db, importId, 'reading', { state: 'failed', problem: 'unreadable-file' }, clock()).catch(
    () => {},
  )
}
