import { countStates, type StateCount, stateOf } from './banner.ts'
import type { BoardGroup, BoardServer } from './board.ts'

/** How many servers are looked over at once; of more, groups in which all is fine are folded. */
const mostAtOnce = 200
/** How many servers that are not fine an open group on such a board shows. */
const mostTroubled = 60
/** So few are no reason to fold. */
const fewest = 12

/** A group as the board shows it. */
export type FoldedGroup = {
  group: BoardGroup
  isOpen: boolean
  /** The worst come first. */
  shown: BoardServer[]
  /** Folded away within it. */
  rest: BoardServer[]
  restStates: StateCount[]
}

/** A board of few servers is open as a whole; of many, what is in trouble is, and the rest is a press away. */
export function foldGroups(groups: readonly BoardGroup[]): FoldedGroup[] {
  const total = groups.reduce((sum, group) => sum + group.servers.length, 0)
  return groups.map(group => foldGroup(group, total > mostAtOnce))
}

function foldGroup(group: BoardGroup, isLarge: boolean): FoldedGroup {
  const troubled = group.servers.filter(server => stateOf(server.status) !== 'fine').length
  const isOpen = !isLarge || troubled > 0
  const most = isLarge && troubled > 0 ? Math.min(troubled, mostTroubled) : group.servers.length
  const count = group.servers.length - most <= fewest ? group.servers.length : most
  const rest = group.servers.slice(count)
  return {
    group,
    isOpen,
    shown: group.servers.slice(0, count),
    rest,
    restStates: countStates(rest.map(server => server.status)),
  }
}
