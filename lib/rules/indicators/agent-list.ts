import type { ListedSign } from './indicator.ts'

/** What stands at its head: which list it is, and since when. */
export type ListVersion = { version: number; issuedAt: Date }

/**
 * The list after this one. Agents refuse an older version, so it counts the minutes since 1970: a list that was changed after
 * an older copy of the database was put back is newer than all before. Neither goes back where the clock does.
 */
export function nextVersion(before: ListVersion, now: Date): ListVersion {
  return {
    version: Math.max(before.version + 1, Math.floor(now.getTime() / 60_000)),
    issuedAt: now > before.issuedAt ? now : before.issuedAt,
  }
}

/**
 * The list as agents fetch it: a first line with its version, when that was issued (seconds since 1970) and how many
 * lines follow, then one line an entry that is active, by tabs: its id, its type, its value as in a JSON string.
 */
export function writeAgentList(
  entries: readonly Pick<ListedSign, 'id' | 'type' | 'value' | 'isActive'>[],
  { version, issuedAt }: ListVersion,
): string {
  const active = entries.filter(entry => entry.isActive).sort((a, b) => (a.id < b.id ? -1 : 1))
  const head = `allclear-indicators 1 ${version} ${Math.floor(issuedAt.getTime() / 1000)} ${active.length}`
  const lines = active.map(({ id, type, value }) => `${id}\t${type}\t${escaped(value)}`)
  return `${[head, ...lines].join('\n')}\n`
}

/** As the body of a JSON string, so that no value ends its line or its field. */
function escaped(value: string): string {
  return JSON.stringify(value).slice(1, -1)
}
