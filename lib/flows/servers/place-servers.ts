import type { Database, Transaction } from '#db/client.ts'
import { readGroups, readKnownServers } from '#db/reads/servers/known-servers.ts'
import { orderServers } from '#db/writes/servers/server-changes.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { pagesOf } from '#lib/flows/posts/page-paths.ts'
import type { KnownServer } from '#lib/rules/servers/server-plan.ts'
import { writeAlone } from './change-servers.ts'

type Outcome = 'done' | 'gone'

/** One step up or down in its group; or before another server, and into its group. */
export type ServerStep = { serverId: string; to: 'up' | 'down' | { before: string } | { after: string } }

/** Changes the order of servers. gone: one of them is not in service any more. */
export function placeServer(
  db: Database,
  { serverId, to, staffId }: ServerStep & { staffId: string },
  now: Date,
): Promise<Outcome> {
  return place(db, staffId, now, async (tx, servers) => {
    const server = servers.find(each => each.id === serverId)
    const beside = typeof to === 'object' ? servers.find(each => each.id === neighbourOf(to)) : server
    if (!server || !beside || (typeof to === 'object' && beside === server)) return 'gone'
    const group = servers.filter(each => each.groupId === beside.groupId).map(each => each.id)
    const others = group.filter(id => id !== serverId)
    const at =
      typeof to === 'object'
        ? others.indexOf(neighbourOf(to)) + ('after' in to ? 1 : 0)
        : stepOf(group, serverId, to)
    if (at >= 0) await orderServers(tx, beside.groupId, others.toSpliced(at, 0, serverId))
    return [server, beside]
  })
}

const neighbourOf = (to: { before: string } | { after: string }) => ('before' in to ? to.before : to.after)

/** Where it stands then among the others. */
function stepOf(group: readonly string[], serverId: string, to: 'up' | 'down'): number {
  const at = group.indexOf(serverId)
  return Math.min(Math.max(0, to === 'up' ? at - 1 : at + 1), group.length - 1)
}

/** Moves servers to the end of a group; null: of those without one. gone: the group, or one of them, is. */
export function moveServers(
  db: Database,
  { serverIds, groupId, staffId }: { serverIds: readonly string[]; groupId: string | null; staffId: string },
  now: Date,
): Promise<Outcome> {
  return place(db, staffId, now, async (tx, servers) => {
    const moved = servers.filter(each => serverIds.includes(each.id))
    const isKnown = groupId === null || (await readGroups(tx)).some(group => group.id === groupId)
    if (!isKnown || moved.length !== new Set(serverIds).size) return 'gone'
    const staying = servers.filter(each => each.groupId === groupId && !serverIds.includes(each.id))
    await orderServers(
      tx,
      groupId,
      [...staying, ...moved].map(each => each.id),
    )
    return moved
  })
}

/** write changes places, and says whose pages show it. */
async function place(
  db: Database,
  staffId: string,
  now: Date,
  write: (tx: Transaction, inService: readonly KnownServer[]) => Promise<KnownServer[] | 'gone'>,
): Promise<Outcome> {
  const { outcome } = await writeAlone(
    db,
    false,
    now,
    async (tx): Promise<{ outcome: Outcome; paths: string[] }> => {
      const placed = await write(
        tx,
        (await readKnownServers(tx)).filter(server => !server.retiredAt),
      )
      if (placed === 'gone') return { outcome: placed, paths: [] }
      const hostnames = placed.map(server => server.hostname)
      const facts = { hostnames: hostnames.slice(0, 200), count: hostnames.length }
      await writeAudit(tx, { at: now, staffId, action: 'place-servers', subject: 'servers', facts })
      return { outcome: 'done', paths: [...pagesOf([], hostnames), '/subscribe'] }
    },
  )
  return outcome
}
