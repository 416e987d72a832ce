import type { Database, Transaction } from '#db/client.ts'
import { type ImportOrigin, readImportedLinks, readPiece } from '#db/reads/imports/imports.ts'
import { readGroups, readKnownServers } from '#db/reads/servers/known-servers.ts'
import { runFairly } from '#lib/limits/fair-queue.ts'
import type { MovedItem, MovedOf } from '#lib/rules/imports/moved.ts'
import { type PlacedMoved, placeMoved } from '#lib/rules/imports/placed-servers.ts'
import { type PlannedItem, planPiece } from './plan-piece.ts'

/** A group of theirs: what becomes of it, and how it is called here. */
export type PlacedTheirGroup = {
  planned: PlannedItem
  group: MovedOf<'group'>
  groupId: string | null
  name: string
}

export type PlacedImport = { groups: PlacedTheirGroup[]; servers: (PlacedMoved & { theirs: string })[] }

/** What becomes of all servers and groups of an import: they are looked at together, since each name is one server's alone. */
export async function placeImport(
  tx: Database | Transaction,
  importId: string,
  origin: ImportOrigin,
): Promise<PlacedImport> {
  const groups = await placeGroups(tx, importId, origin)
  const planned: { item: MovedOf<'server'>; theirs: string }[] = []
  for await (const each of plannedItems(tx, importId, origin, 'server'))
    if (each.item.kind === 'server') planned.push({ item: each.item, theirs: each.theirs })
  if (planned.length === 0) return { groups, servers: [] }
  const links = await readImportedLinks(tx, origin, 'server', null)
  const known = await readKnownServers(tx)
  const groupNames = new Map(groups.map(({ group, name }) => [group.id, name]))
  const placed = await runFairly(placeMoved({ moved: planned, known, links, groupNames }))
  const theirs = new Map(planned.map(each => [each.item.id, each.theirs]))
  return { groups, servers: placed.map(each => ({ ...each, theirs: theirs.get(each.moved.id) ?? '' })) }
}

/** A group is the one that came, else the one of its name. */
async function placeGroups(
  tx: Database | Transaction,
  importId: string,
  origin: ImportOrigin,
): Promise<PlacedTheirGroup[]> {
  const known = await readGroups(tx)
  const byId = new Map(known.map(group => [group.id, group]))
  const byName = new Map(known.map(group => [group.name.toLowerCase(), group]))
  const placed: PlacedTheirGroup[] = []
  for await (const planned of plannedItems(tx, importId, origin, 'group')) {
    const { item, link, fate } = planned
    if (item.kind !== 'group') continue
    const linked = link ? byId.get(link.ourId) : undefined
    const found = linked ?? (link ? undefined : byName.get(item.name.toLowerCase()))
    const isKnown = fate === 'new' && found !== undefined
    const name =
      fate === 'changed' && !byName.has(item.name.toLowerCase()) ? item.name : (found?.name ?? item.name)
    placed.push({
      planned: { ...planned, fate: isKnown ? 'known' : fate },
      group: item,
      groupId: found?.id ?? null,
      name,
    })
  }
  return placed
}

/** All things of one kind with what becomes of them. */
async function* plannedItems(
  tx: Database | Transaction,
  importId: string,
  origin: ImportOrigin,
  kind: MovedItem['kind'],
): AsyncGenerator<PlannedItem> {
  for (let after = -1; ; ) {
    const piece = await readPiece(tx, importId, [kind], after)
    if (!piece) return
    after = piece.sequence
    yield* await planPiece(tx, origin, piece)
  }
}
