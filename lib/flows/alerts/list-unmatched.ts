import type { Database } from '#db/client.ts'
import { readUnmatchedNames, type UnmatchedName } from '#db/reads/alerts/unmatched.ts'
import { normaliseHost } from '#lib/alerts/hosts/host.ts'
import { matchServer } from '#lib/rules/alerts/server-match.ts'
import { later } from '#lib/rules/time/time.ts'
import { readNames } from './read-alerts.ts'

/** A name that nobody has looked at for this long is not waiting any more. */
const inboxDays = 30

/** The start of what the inbox holds. */
export function inboxSince(now: Date): Date {
  return later(now, -inboxDays * 86_400)
}

export type UnmatchedHost = Omit<UnmatchedName, 'host'> & {
  /** In normal form where it has one; null: the alerts named no server. */
  name: string | null
  /** As the callers wrote it. */
  hosts: string[]
  isAmbiguous: boolean
}

/** The names in the alert log that still mean no server, the latest first. What has a server by now is not among them. */
export async function listUnmatched(db: Database, now: Date): Promise<UnmatchedHost[]> {
  const names = await readUnmatchedNames(db, inboxSince(now))
  if (names.length === 0) return []
  const { directory } = await readNames(db)
  const byName = Map.groupBy(names, ({ host }) => (host === null ? null : (normaliseHost(host) ?? host)))
  return [...byName].flatMap(([name, rows]) => {
    const match = matchServer(name === null ? [] : [name], directory, null)
    return 'serverId' in match || match.unmatched === 'retired'
      ? []
      : [merge(name, rows, match.unmatched === 'ambiguous')]
  })
}

function merge(name: string | null, rows: readonly UnmatchedName[], isAmbiguous: boolean): UnmatchedHost {
  const [latest] = rows
  return {
    name,
    isAmbiguous,
    hosts: rows.flatMap(row => (row.host === null ? [] : [row.host])),
    count: rows.reduce((sum, row) => sum + row.count, 0),
    lastSeenAt: latest?.lastSeenAt ?? new Date(0),
    sourceNames: [...new Set(rows.flatMap(row => row.sourceNames))].sort(),
    summary: latest?.summary ?? null,
  }
}
