import { countStates, type StateCount, stateOf, stateRank } from './banner.ts'
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
  /** The last part of its address; null where it has no name. */
  slug: string | null
  /** How many of its servers are in which state, the worst first. */
  states: StateCount[]
  servers: BoardServer[]
}

/** Servers by group; what is worst comes first, the rest keeps the order that staff gave it. Empty groups are left out. */
export function arrangeBoard(
  groups: readonly { id: string; name: string; slug: string }[],
  servers: readonly BoardServer[],
): BoardGroup[] {
  const members = Map.groupBy(servers, server => server.groupId)
  const named = groups.map(group => ({ ...group, servers: members.get(group.id) ?? [] }))
  const rest = { id: 'none', name: null, slug: null, servers: members.get(null) ?? [] }
  return [...named, rest]
    .filter(group => group.servers.length > 0)
    .map(group => ({
      ...group,
      states: countStates(group.servers.map(server => server.status)),
      servers: [...group.servers].sort((a, b) => rank(a.status) - rank(b.status)),
    }))
    .sort((a, b) => worstRank(a.servers) - worstRank(b.servers))
}

function rank(status: Status): number {
  return stateRank(stateOf(status))
}

function worstRank(servers: readonly BoardServer[]): number {
  return Math.min(...servers.map(server => rank(server.status)))
}
