import { createHash } from 'node:crypto'
import type { Database, Transaction } from '#db/client.ts'
import {
  type ImportOrigin,
  type ImportPiece,
  readImportedLinks,
  readPresent,
} from '#db/reads/imports/imports.ts'
import { fateOf, type ImportedLink, type ImportFate } from '#lib/rules/imports/import-counts.ts'
import type { MovedItem } from '#lib/rules/imports/moved.ts'

/** One thing of another product with what becomes of it. theirs: a digest of what it is there. */
export type PlannedItem = {
  item: MovedItem
  theirs: string
  link: ImportedLink | undefined
  fate: ImportFate
}

/** What becomes of each thing of a piece. Servers and subscribers may be known here besides: that is found out where they are placed. */
export async function planPiece(
  tx: Database | Transaction,
  origin: ImportOrigin,
  { kind, items }: ImportPiece,
): Promise<PlannedItem[]> {
  const links = await readImportedLinks(
    tx,
    origin,
    kind,
    items.map(item => item.id),
  )
  const present = await readPresent(
    tx,
    kind,
    [...links.values()].map(link => link.ourId),
  )
  return items.map(item => {
    const theirs = digestOf(item)
    const link = links.get(item.id)
    const ours = link ? (present.get(link.ourId) ?? null) : null
    return { item, theirs, link, fate: fateOf(link, theirs, ours) }
  })
}

function digestOf(item: MovedItem): string {
  return createHash('sha256').update(JSON.stringify(item)).digest('base64url').slice(0, 22)
}
