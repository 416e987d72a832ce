import { announcePages } from '#db/changes/announce.ts'
import type { Database } from '#db/client.ts'
import {
  type ImportPiece,
  type ImportRow,
  readImport,
  readImportedLinks,
  readPiece,
} from '#db/reads/imports/imports.ts'
import { dropImport, dropPieces, lockImports, moveImport } from '#db/writes/imports/imports.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { type ImportCounts, noImportCounts } from '#lib/rules/imports/import-counts.ts'
import { importSilentSeconds } from '#lib/rules/imports/import-life.ts'
import { later } from '#lib/rules/time/time.ts'
import type { PageChange } from '#lib/shared.ts'
import { writePosts } from './write-posts.ts'
import { writeServers } from './write-servers.ts'
import { writeSubscribers } from './write-subscribers.ts'

type ImportAct = { importId: string; staffId: string }

/** Says that an import is applied now. gone: it was dropped, or somebody applies it. One that was cut off can begin again. */
export function beginApplying(
  db: Database,
  { importId, staffId }: ImportAct,
  now: Date,
): Promise<'done' | 'gone'> {
  return db.transaction(async tx => {
    const row = await readImport(tx, importId)
    const isCutOff = row?.state === 'applying' && row.movedAt < later(now, -importSilentSeconds)
    if (!row || (row.state !== 'read' && !isCutOff)) return 'gone'
    if (
      !(await moveImport(tx, importId, row.state, { state: 'applying', doneCount: 0, doneOf: 'server' }, now))
    )
      return 'gone'
    const facts = { product: row.product, site: row.site }
    await writeAudit(tx, { at: now, staffId, action: 'apply-import', subject: `import ${importId}`, facts })
    return 'done'
  })
}

/** What was written, and the pages that show it: the caller brings its own up to date. */
export type AppliedImport = { counts: ImportCounts; change: PageChange }

/**
 * Writes what an import holds, piece by piece: each piece whole or not at all, so that one that is cut off is simply applied
 * again. Nobody is told of any of it. null: somebody else has it.
 */
export async function applyImport(
  db: Database,
  { importId, staffId }: ImportAct,
  clock: () => Date,
  onNote: (count: number, of: string) => void = () => {},
): Promise<AppliedImport | null> {
  const row = await readImport(db, importId)
  if (row?.state !== 'applying') return null
  const counts = noImportCounts()
  await db.transaction(async tx => {
    await lockImports(tx)
    await writeServers(tx, { importId, staffId, origin: row }, counts, clock())
  })
  let count = 0
  for (let after = -1; ; ) {
    const piece = await readPiece(db, importId, ['incident', 'advisory', 'maintenance', 'subscriber'], after)
    if (!piece) break
    after = piece.sequence
    await applyPiece(db, { row, staffId }, piece, counts, clock())
    count += piece.items.length
    onNote(count, piece.kind)
    if (!(await moveImport(db, importId, 'applying', { doneCount: count, doneOf: piece.kind }, clock())))
      return null
  }
  return finish(db, { importId, staffId }, counts, clock())
}

async function applyPiece(
  db: Database,
  { row, staffId }: { row: ImportRow; staffId: string },
  piece: ImportPiece,
  counts: ImportCounts,
  now: Date,
): Promise<void> {
  await db.transaction(async tx => {
    await lockImports(tx)
    const links = await readImportedLinks(tx, row, 'server', null)
    const by = { staffId, origin: row, serverOf: new Map([...links].map(([id, link]) => [id, link.ourId])) }
    if (piece.kind === 'subscriber') await writeSubscribers(tx, by, piece, counts, now)
    else await writePosts(tx, by, piece, counts, now)
  })
}

function finish(
  db: Database,
  { importId, staffId }: ImportAct,
  counts: ImportCounts,
  now: Date,
): Promise<AppliedImport | null> {
  return db.transaction(async tx => {
    if (!(await moveImport(tx, importId, 'applying', { state: 'applied', counts }, now))) return null
    await dropPieces(tx, importId)
    await writeAudit(tx, {
      at: now,
      staffId,
      action: 'finish-import',
      subject: `import ${importId}`,
      facts: { counts },
    })
    return { counts, change: await announcePages(tx, ['*'], now) }
  })
}

/** Forgets what was read, or stops the reading. gone: it was dropped or applied already. */
export function forgetImport(
  db: Database,
  { importId, staffId }: ImportAct,
  now: Date,
): Promise<'done' | 'gone'> {
  return db.transaction(async tx => {
    if (!(await dropImport(tx, importId))) return 'gone'
    await writeAudit(tx, { at: now, staffId, action: 'drop-import', subject: `import ${importId}` })
    return 'done'
  })
}
