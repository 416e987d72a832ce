import { compareImpact } from '#lib/rules/servers/status.ts'
import type { Notice, NoticeFacts, NoticeServer } from './notice.ts'

/** A notice with what choosing its audience needs besides. */
export type AudienceOf = Notice & { createdAt: Date }

/** One confirmed subscription: a server, a group, or neither, which is all servers. */
export type Watch = { serverId: string | null; groupId: string | null }

/** Whether one of these watches is of this server: itself, its group, or all. */
export function isWatching(watches: readonly Watch[], serverId: string, groupId: string | null): boolean {
  return watches.some(watch => {
    if (watch.serverId !== null) return watch.serverId === serverId
    if (watch.groupId !== null) return watch.groupId === groupId
    return true
  })
}

/**
 * The servers of a notice that one subscriber may read of, the worst first: those that they watch, and no other.
 * Among them are servers that ended before, whose end they could not hear of until now.
 */
export function serversFor(
  facts: NoticeFacts,
  watches: readonly Watch[],
  groupOf: ReadonlyMap<string, string | null>,
): NoticeServer[] {
  const named = new Set(facts.servers.map(server => server.id))
  const before = facts.endedBefore.filter(server => !named.has(server.id))
  return inOrder([...facts.servers, ...before]).filter(server =>
    isWatching(watches, server.id, groupOf.get(server.id) ?? null),
  )
}

/** The worst first, then by name, so that the same facts always read the same. */
export function inOrder<S extends NoticeServer>(servers: readonly S[]): S[] {
  return [...servers].sort(
    (a, b) => compareImpact(b.impact, a.impact) || (a.label < b.label ? -1 : a.label > b.label ? 1 : 0),
  )
}

/** What customers were told of a server by the notices of its incident before this one; the last word counts. */
export function toldBefore(
  earlier: readonly { kind: string; facts: NoticeFacts }[],
  serverId: string,
): NoticeServer | null {
  const told = earlier.filter(notice => notice.kind === 'began' || notice.kind === 'worsened')
  const named = told.flatMap(notice => notice.facts.servers.filter(server => server.id === serverId))
  return named.at(-1) ?? null
}
