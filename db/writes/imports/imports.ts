import { and, eq, inArray, lt, sql } from 'drizzle-orm'
import type { Database, Transaction } from '#db/client.ts'
import { type ImportState, importedThings, importPieces, imports } from '#db/schema/imports/import.ts'
import type { ImportCounts, ImportedLink } from '#lib/rules/imports/import-counts.ts'
import type { ImportProblem } from '#lib/rules/imports/import-problem.ts'
import type { LeftBehind, MovedItem, MovedKind } from '#lib/rules/imports/moved.ts'
import type { ProductName } from '#lib/rules/imports/products.ts'

export type NewImport = { id: string; staffId: string; product: ProductName }

/** Begins an import. */
export async function insertImport(tx: Transaction, row: NewImport, now: Date): Promise<void> {
  await tx.insert(imports).values({ ...row, createdAt: now, movedAt: now })
}

type ImportChanges = Partial<{
  site: string
  doneCount: number
  doneOf: string
  left: LeftBehind[]
  counts: ImportCounts
  problem: ImportProblem
  detail: string
  state: ImportState
}>

/** Notes how far an import is. Returns false when it is not in this state any more: somebody dropped it, or was quicker. */
export async function moveImport(
  db: Database | Transaction,
  id: string,
  from: ImportState,
  changes: ImportChanges,
  now: Date,
): Promise<boolean> {
  const rows = await db
    .update(imports)
    .set({ ...changes, movedAt: now })
    .where(and(eq(imports.id, id), eq(imports.state, from)))
    .returning({ id: imports.id })
  return rows.length > 0
}

/** Keeps a part of what was read of another product, until it is written or dropped. */
export async function insertPiece(
  db: Database,
  piece: { importId: string; sequence: number; kind: MovedKind; items: MovedItem[] },
): Promise<void> {
  await db.insert(importPieces).values(piece)
}

/** Forgets imports that were begun before then: what they hold is full of addresses. */
export async function purgeImports(db: Database | Transaction, keptSince: Date): Promise<void> {
  await db.delete(imports).where(lt(imports.createdAt, keptSince))
}

/** What was read is not needed any more. */
export async function dropPieces(db: Database | Transaction, importId: string): Promise<void> {
  await db.delete(importPieces).where(eq(importPieces.importId, importId))
}

/** Returns whether it was there and nobody is writing it. */
export async function dropImport(tx: Transaction, id: string): Promise<boolean> {
  const { rowCount } = await tx
    .delete(imports)
    .where(and(eq(imports.id, id), inArray(imports.state, ['reading', 'failed', 'read'])))
  return (rowCount ?? 0) > 0
}

/** "impo" as a number: the key of the advisory lock of whoever writes what came from elsewhere. */
const importsKey = 0x69_6d_70_6f

/** Waits until this transaction alone writes what came from elsewhere, and holds that until it ends. */
export async function lockImports(tx: Transaction): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${importsKey})`)
}

export type NewLink = ImportedLink & { theirId: string }

/** Remembers where things came from, and what they were there and here. */
export async function keepLinks(
  tx: Transaction,
  { product, site, kind }: { product: ProductName; site: string; kind: MovedKind },
  links: readonly NewLink[],
  now: Date,
): Promise<void> {
  if (links.length === 0) return
  const rows = links.map(({ theirId, ourId, theirs, ours }) => {
    return { product, site, kind, theirId, ourId, theirs, ours, importedAt: now }
  })
  await tx
    .insert(importedThings)
    .values(rows)
    .onConflictDoUpdate({
      target: [importedThings.product, importedThings.site, importedThings.kind, importedThings.theirId],
      set: {
        ourId: sql`excluded.our_id`,
        theirs: sql`excluded.theirs`,
        ours: sql`excluded.ours`,
        importedAt: sql`excluded.imported_at`,
      },
    })
}
