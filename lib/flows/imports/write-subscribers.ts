import type { Transaction } from '#db/client.ts'
import { type ImportPiece, readImportedLinks, readKnownAddresses } from '#db/reads/imports/imports.ts'
import { keepLinks } from '#db/writes/imports/imports.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import {
  type GivenSubscriber,
  layOutSubscribers,
  putConfirmed,
} from '#db/writes/subscribers/given-subscribers.ts'
import type { ImportCounts } from '#lib/rules/imports/import-counts.ts'
import type { MovedOf } from '#lib/rules/imports/moved.ts'
import type { Target } from '#lib/rules/subscribers/target.ts'
import { wordsIn } from '#lib/words/words.ts'
import { planPiece } from './plan-piece.ts'
import type { PieceBy } from './write-posts.ts'

/**
 * Enters subscribers whose addresses the other product has proven, with that as the proof of their consent. Nobody is mailed. Who
 * gets notices here already, has left or is suppressed stays so, and who came once is theirs to change.
 */
export async function writeSubscribers(
  tx: Transaction,
  { staffId, origin, serverOf }: PieceBy,
  piece: ImportPiece,
  counts: ImportCounts,
  now: Date,
): Promise<void> {
  const planned = (await planPiece(tx, origin, piece)).flatMap(({ item, theirs, fate }) =>
    item.kind === 'subscriber' ? [{ item, theirs, fate }] : [],
  )
  const known = await readKnownAddresses(
    tx,
    planned.map(({ item }) => item.email),
  )
  const groupOf = new Map(
    [...(await readImportedLinks(tx, origin, 'group', null))].map(([id, link]) => [id, link.ourId]),
  )
  const fresh: GivenSubscriber[] = []
  for (const { item, fate } of planned) {
    const own = known.get(item.email)
    const isKnown = fate === 'new' && own !== undefined && own.state !== 'pending'
    // Who came once decides here what they hear of: a change there counts no more.
    counts.subscriber[isKnown ? 'known' : fate === 'changed' ? 'kept' : fate] += 1
    if (fate !== 'new' || isKnown) continue
    const targets = targetsOf(item, serverOf, groupOf)
    if (targets.length > 0) fresh.push({ email: item.email, targets, proof: item.proof })
  }
  const unique = [...new Map(fresh.map(each => [each.email, each])).values()]
  const title = wordsIn('en')(`imports.product.${origin.product}`)
  const from = `${title}${origin.site === '' ? '' : ` (${origin.site})`}, confirmed there`
  if (unique.length > 0) {
    await layOutSubscribers(tx, unique)
    await putConfirmed(tx, { staffId, origin: from }, now)
    const facts = { origin: from, fresh: unique.length }
    await writeAudit(tx, { at: now, staffId, action: 'add-subscribers', subject: 'subscribers', facts })
  }
  const ids = await readKnownAddresses(
    tx,
    planned.map(({ item }) => item.email),
  )
  const links = planned.flatMap(({ item, theirs, fate }) => {
    const own = ids.get(item.email)
    return fate === 'new' && own ? [{ theirId: item.id, ourId: own.id, theirs, ours: own.id }] : []
  })
  await keepLinks(tx, { product: origin.product, site: origin.site, kind: 'subscriber' }, links, now)
}

/** What they heard of there, as far as it is here. Whoever chose something is never given everything for it. */
function targetsOf(
  { watches }: MovedOf<'subscriber'>,
  serverOf: PieceBy['serverOf'],
  groupOf: ReadonlyMap<string, string>,
): Target[] {
  if (watches === null) return [{ is: 'all' }]
  const found = (ids: readonly string[], of: ReadonlyMap<string, string>) => [
    ...new Set(ids.flatMap(id => of.get(id) ?? [])),
  ]
  return [
    ...found(watches.groups, groupOf).map(id => ({ is: 'group' as const, id })),
    ...found(watches.servers, serverOf).map(id => ({ is: 'server' as const, id })),
  ]
}
