import type { KeptSite } from './site-settings.ts'

/** What an entry of the record says of a change: each setting that differs, as it was and as it is. null: the default. */
export type SiteDifference = { before: Record<string, unknown>; after: Record<string, unknown> }

export function differenceOf(before: KeptSite, after: KeptSite): SiteDifference {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
    isOfPeople,
  ) as (keyof KeptSite)[]
  const changed = names.filter(name => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
  const told = (kept: KeptSite) => Object.fromEntries(changed.map(name => [name, kept[name] ?? null]))
  return { before: told(before), after: told(after) }
}

/** The version and the written style follow from the others. */
function isOfPeople(name: string): boolean {
  return name !== 'version' && name !== 'look'
}
