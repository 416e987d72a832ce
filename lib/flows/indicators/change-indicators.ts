import { announcePages } from '#db/changes/announce.ts'
import type { Database, Transaction } from '#db/client.ts'
import { readEntries, readEntry, readListVersion } from '#db/reads/indicators/indicators.ts'
import { readSlugsWith } from '#db/reads/posts/element-pages.ts'
import {
  deleteSign,
  insertSigns,
  lockIndicators,
  switchSigns,
  updateSign,
  writeListVersion,
} from '#db/writes/indicators/indicators.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { pagesOf } from '#lib/flows/posts/page-paths.ts'
import { nextVersion } from '#lib/rules/indicators/agent-list.ts'
import { firstList, firstTag } from '#lib/rules/indicators/first-list.ts'
import { type Sign, type SignFacts, signKey, signLimits } from '#lib/rules/indicators/indicator.ts'
import { deskPage, getShared } from '#lib/shared.ts'
import { wordsIn } from '#lib/words/words.ts'

type Entry = Sign & SignFacts

/** added: how many are new; known: how many stood there already, and stay what they are. */
export type SignAddition = { is: 'done'; added: number; known: number; version: number } | { is: 'full' }

/** Adds entries to the list. full: nothing is added, since it would hold too many. */
export async function addIndicators(
  db: Database,
  { staffId, entries }: { staffId: string; entries: readonly Entry[] },
  now: Date,
): Promise<SignAddition> {
  return change<SignAddition>(db, { staffId, action: 'add-indicators' }, now, async (tx, version) => {
    const before = await readEntries(tx)
    const known = new Set(before.map(signKey))
    const fresh = entries.filter(entry => !known.has(signKey(entry)))
    if (before.length + fresh.length > signLimits.entries) return { outcome: { is: 'full' } }
    const added = await insertSigns(tx, fresh, version)
    const outcome = { is: 'done' as const, added, known: entries.length - added, version }
    if (added === 0) return { outcome }
    return { outcome, facts: { added: fresh.map(signKey), ...shared(fresh) } }
  })
}

/** Adds what was published of 2013, of which nothing is looked for until staff say so. */
export function addFirstList(db: Database, staffId: string, now: Date): Promise<SignAddition> {
  const words = wordsIn('en')
  const facts = {
    tag: firstTag,
    reference: words('containment.first.reference'),
    isPublic: true,
    isActive: false,
  }
  const entries = firstList.map(({ type, value, note }) => ({
    type,
    value,
    note: words(`containment.first.${note}`),
    ...facts,
  }))
  return addIndicators(db, { staffId, entries }, now)
}

export type EntryEdit = { staffId: string; id: string; seen: number; entry: Entry }

/** Changes an entry. known-already: another one says the same; changed-meanwhile: a colleague was quicker. */
export function editIndicator(
  db: Database,
  { staffId, id, seen, entry }: EntryEdit,
  now: Date,
): Promise<'done' | 'changed-meanwhile' | 'known-already'> {
  return change(db, { staffId, action: 'change-indicator' }, now, async (tx, version) => {
    const before = await readEntry(tx, id)
    if (before?.changedIn !== seen) return { outcome: 'changed-meanwhile' as const }
    const others = (await readEntries(tx)).filter(each => each.id !== id)
    if (others.some(each => signKey(each) === signKey(entry))) return { outcome: 'known-already' as const }
    await updateSign(tx, id, entry, version)
    const { id: _, changedIn: __, ...was } = before
    return { outcome: 'done' as const, facts: { before: was, after: entry } }
  })
}

/** Takes an entry out of the list. */
export function removeIndicator(
  db: Database,
  { staffId, id, seen }: Omit<EntryEdit, 'entry'>,
  now: Date,
): Promise<'done' | 'changed-meanwhile'> {
  return change(db, { staffId, action: 'remove-indicator' }, now, async tx => {
    const before = await readEntry(tx, id)
    if (before?.changedIn !== seen) return { outcome: 'changed-meanwhile' as const }
    await deleteSign(tx, id)
    return { outcome: 'done' as const, facts: { removed: signKey(before), tag: before.tag } }
  })
}

export type TagSwitch = {
  staffId: string
  tag: string
  change: Partial<Pick<SignFacts, 'isActive' | 'isPublic'>>
}

/** Switches all entries of a tag. Returns how many have changed. */
export function switchTag(db: Database, { staffId, tag, change: to }: TagSwitch, now: Date): Promise<number> {
  return change(db, { staffId, action: 'switch-indicators' }, now, async (tx, version) => {
    const others = (await readEntries(tx, tag)).filter(
      each =>
        (to.isActive !== undefined && each.isActive !== to.isActive) ||
        (to.isPublic !== undefined && each.isPublic !== to.isPublic),
    )
    const ids = others.map(({ id }) => id)
    const outcome = await switchSigns(tx, ids, to, version)
    return outcome === 0 ? { outcome } : { outcome, facts: { tag, ...to, switched: others.map(signKey) } }
  })
}

type Act = {
  staffId: string
  action: 'add-indicators' | 'change-indicator' | 'remove-indicator' | 'switch-indicators'
}

/** What became of a change. facts: what differs, for the audit log; left out: nothing was changed. */
type Changed<Outcome> = { outcome: Outcome; facts?: Record<string, unknown> }

/** One change of the list, alone with it: the next version, written down, on the pages that show it. */
async function change<Outcome>(
  db: Database,
  { staffId, action }: Act,
  now: Date,
  write: (tx: Transaction, version: number) => Promise<Changed<Outcome>>,
): Promise<Outcome> {
  const { outcome, pages } = await db.transaction(async tx => {
    await lockIndicators(tx)
    const next = nextVersion(await readListVersion(tx), now)
    const { version } = next
    const { outcome, facts } = await write(tx, version)
    if (!facts) return { outcome, pages: null }
    await writeListVersion(tx, next, now)
    const line = { at: now, staffId, action, subject: 'indicators', facts: { version, ...short(facts) } }
    await writeAudit(tx, line)
    const slugs = await readSlugsWith(tx, 'Indicators')
    const paths = slugs.length > 0 ? pagesOf(slugs, []) : []
    return { outcome, pages: await announcePages(tx, [...paths, deskPage], now) }
  })
  if (pages) await getShared().pages.refresh(pages)
  return outcome
}

/** What entries that are added together have in common. */
function shared(entries: readonly Entry[]) {
  const [first] = entries
  return { tag: first?.tag ?? null, isActive: first?.isActive ?? false, isPublic: first?.isPublic ?? false }
}

/** More names of one change than this nobody reads: the rest is counted. */
const mostNamed = 200

function short(facts: Record<string, unknown>): Record<string, unknown> {
  const pairs = Object.entries(facts).map(([name, value]) =>
    Array.isArray(value) && value.length > mostNamed
      ? [name, [...value.slice(0, mostNamed), `and ${value.length - mostNamed} more`]]
      : [name, value],
  )
  return Object.fromEntries(pairs)
}
