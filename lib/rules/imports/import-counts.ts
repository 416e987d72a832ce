import { type MovedKind, movedKinds } from './moved.ts'

/**
 * What becomes of one thing of another product. known: it was here before anything came. changed: it changed there, and is
 * brought up to date. kept: it changed there and here, and stays as it is here. gone: it came once, and was deleted here.
 */
export const fates = ['new', 'known', 'changed', 'same', 'kept', 'gone'] as const
export type ImportFate = (typeof fates)[number]

export type ImportCounts = Record<MovedKind, Record<ImportFate, number>>

/** All counts at zero. */
export function noImportCounts(): ImportCounts {
  const none = () => ({ new: 0, known: 0, changed: 0, same: 0, kept: 0, gone: 0 })
  return Object.fromEntries(movedKinds.map(kind => [kind, none()])) as ImportCounts
}

/** How many things of all kinds have one of these fates. */
export function countFates(counts: ImportCounts, wanted: readonly ImportFate[]): number {
  return movedKinds.flatMap(kind => wanted.map(fate => counts[kind][fate])).reduce((a, b) => a + b, 0)
}

/** What is remembered of a thing that came: digests of what it was there, and of what it then was here. */
export type ImportedLink = { ourId: string; theirs: string; ours: string }

/** ours: what it is here now; null: it is not here any more. */
export function fateOf(link: ImportedLink | undefined, theirs: string, ours: string | null): ImportFate {
  if (!link) return 'new'
  if (ours === null) return 'gone'
  if (link.theirs === theirs) return 'same'
  return link.ours === ours ? 'changed' : 'kept'
}
