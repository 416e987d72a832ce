import type { Database } from '#db/client.ts'
import {
  type ImportPiece,
  type ImportRow,
  readImport,
  readKnownAddresses,
  readPiece,
} from '#db/reads/imports/imports.ts'
import { type ImportCounts, noImportCounts } from '#lib/rules/imports/import-counts.ts'
import { type MovedItem, type MovedKind, movedKinds } from '#lib/rules/imports/moved.ts'
import { placeImport } from './place-import.ts'
import { type PlannedItem, planPiece } from './plan-piece.ts'

const mostNamed = 25

/** What applying an import would do now. names: of the first of each kind that would be new or changed. */
export type ImportPreview = {
  row: ImportRow
  counts: ImportCounts
  names: Record<MovedKind, string[]>
  /** Incidents that are open there, and would be shown as open here. */
  open: string[]
  /** Servers of which nothing told the host name: by their names there, and the host names that were made of these. */
  nameless: { name: string; hostname: string }[]
}

/** gone: it was dropped, or forgotten. */
export async function previewImport(db: Database, importId: string): Promise<ImportPreview | 'gone'> {
  const row = await readImport(db, importId)
  if (!row) return 'gone'
  const names = Object.fromEntries(movedKinds.map(kind => [kind, [] as string[]])) as ImportPreview['names']
  const preview: ImportPreview = { row, counts: noImportCounts(), names, open: [], nameless: [] }
  if (row.state !== 'read') return preview
  await addServers(db, preview)
  for (let after = -1; ; ) {
    const piece = await readPiece(db, importId, ['incident', 'advisory', 'maintenance', 'subscriber'], after)
    if (!piece) return preview
    after = piece.sequence
    for (const planned of await planKnown(db, row, piece)) count(preview, planned)
  }
}

async function addServers(db: Database, { row, counts, names, nameless }: ImportPreview): Promise<void> {
  const { groups, servers } = await placeImport(db, row.id, row)
  for (const { planned, name } of groups) {
    counts.group[planned.fate] += 1
    if (isWritten(planned.fate)) push(names.group, name)
  }
  for (const { moved, fate, entry, isNameless } of servers) {
    counts.server[fate] += 1
    if (isWritten(fate)) push(names.server, moved.name)
    if (isNameless && entry && nameless.length < mostNamed)
      nameless.push({ name: moved.name, hostname: entry.hostname })
  }
}

/** Addresses that get notices here, or do not want any, stay as they are. */
async function planKnown(db: Database, row: ImportRow, piece: ImportPiece): Promise<PlannedItem[]> {
  const planned = await planPiece(db, row, piece)
  if (piece.kind !== 'subscriber') return planned
  const known = await readKnownAddresses(
    db,
    planned.flatMap(({ item }) => (item.kind === 'subscriber' ? [item.email] : [])),
  )
  return planned.map(each => {
    const own = each.item.kind === 'subscriber' ? known.get(each.item.email) : undefined
    return each.fate === 'new' && own && own.state !== 'pending' ? { ...each, fate: 'known' } : each
  })
}

function count({ counts, names, open }: ImportPreview, { item, fate }: PlannedItem): void {
  counts[item.kind][fate] += 1
  if (!isWritten(fate)) return
  if (item.kind === 'incident' && item.endedAt === null) push(open, item.title)
  // Addresses are counted, and named to nobody.
  if (item.kind !== 'subscriber') push(names[item.kind], nameOf(item))
}

const isWritten = (fate: PlannedItem['fate']) => fate === 'new' || fate === 'changed'

function nameOf(item: MovedItem): string {
  if ('title' in item) return item.title
  return 'name' in item ? item.name : item.id
}

function push(list: string[], name: string): void {
  if (list.length < mostNamed) list.push(name)
}
