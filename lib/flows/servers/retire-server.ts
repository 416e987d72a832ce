import type { Database } from '#db/client.ts'
import { readHolds, readKnownServers } from '#db/reads/servers/known-servers.ts'
import type { Shown } from '#db/writes/posts/posts.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { leavePlanned } from '#lib/flows/maintenance/leave-planned.ts'
import { pagesOf } from '#lib/flows/posts/page-paths.ts'
import { writeAlone } from './change-servers.ts'
import { takeOutOfService } from './take-out-of-service.ts'

type Outcome = 'done' | 'held' | 'gone'

/**
 * Takes a server out of service. Its page says so from then on, and alerts that name it are not taken.
 * It falls out of planned work for that reason, which who was told of it hears; null: it falls out of nothing. held: an incident is
 * open on it, or work on it runs, or is planned and there is no reason. gone: there is none, or it is retired.
 */
export async function retireServer(
  db: Database,
  { serverId, staffId, reason }: { serverId: string; staffId: string; reason: string | null },
  now: Date,
): Promise<Outcome> {
  const { outcome } = await writeAlone(
    db,
    true,
    now,
    async (tx): Promise<{ outcome: Outcome; paths: string[] }> => {
      const server = (await readKnownServers(tx)).find(known => known.id === serverId)
      if (!server || server.retiredAt) return { outcome: 'gone', paths: [] }
      const holds = (await readHolds(tx, now)).filter(hold => hold.serverId === serverId)
      if (holds.some(hold => !hold.isPlanned || reason === null)) return { outcome: 'held', paths: [] }
      const left: Shown[] = []
      for (const { postId } of holds) {
        const shown = await leavePlanned(tx, { postId, serverId, staffId, reason: reason ?? '' }, now)
        if (shown) left.push(shown)
      }
      await takeOutOfService(tx, [server], now)
      const facts = { hostname: server.hostname, leftOut: holds.map(hold => hold.postId) }
      await writeAudit(tx, {
        at: now,
        staffId,
        action: 'retire-server',
        subject: `server ${serverId}`,
        facts,
      })
      const names = [server.hostname, ...server.aliases, ...server.formerNames]
      const slugs = left.map(shown => shown.slug)
      return { outcome: 'done', paths: [...pagesOf(slugs, names), '/subscribe'] }
    },
  )
  return outcome
}
