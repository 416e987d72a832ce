import { groupSummary, stateWord, stateWords } from './banner.ts'
import type { Status } from './status.ts'

export type BoardServer = {
  id: string
  hostname: string
  label: string
  groupId: string | null
  status: Status
  /** When the work that it shows is planned to end. */
  maintenanceUntil: Date | null
}

export type BoardGroup = {
  id: string
  /** null: servers without a group. */
  name: string | null
  /** "1 down, 17 fine". */
  summary: string
  servers: BoardServer[]
}

/** Servers by group; what is worst comes first, the rest keeps the order that staff gave it. Empty groups are left out. */
export function arrangeBoard(
  groups: readonly { id: string; name: string }[],
  servers: readonly BoardServer[],
): BoardGroup[] {
  const members = Map.groupBy(servers, server => server.groupId)
  const named = groups.map(group => ({ ...group, servers: members.get(group.id) ?? [] }))
  const rest = { id: 'none', name: null, servers: members.get(null) ?? [] }
  return [...named, rest]
    .filter(group => group.servers.length > 0)
    .map(group => ({
      ...group,
      summary: groupSummary(group.servers.map(server => server.status)),
      servers: [...group.servers].sort((a, b) => rank(a.status) - rank(b.status)),
    }))
    .sort((a, b) => worstRank(a.servers) - worstRank(b.servers))
}

function rank(status: Status): number {
  return stateWords.indexOf(stateWord(status))
}

function worstRank(servers: readonly BoardServer[]): number {
  return Math.min(...servers.map(server => rank(server.status)))
}
