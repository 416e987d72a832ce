import type { Database } from '#db/client.ts'
import { readHolds, readKnownServers } from '#db/reads/servers/known-servers.ts'
import { writeAudit } from '#db/writes/staff/audit.ts'
import { pagesOf } from '#lib/flows/posts/page-paths.ts'
import { writeAlone } from './change-servers.ts'
import { takeOutOfService } from './take-out-of-service.ts'

type Outcome = 'done' | 'held' | 'gone'

/**
 * Takes a server out of service. Its page says so from then on, and alerts that name it are not taken.
 * held: an incident is open on it, or work on it is planned or runs. gone: there is none, or it is retired.
 */
export async function retireServer(
  db: Database,
  { serverId, staffId }: { serverId: string; staffId: string },
  now: Date,
): Promise<Outcome> {
  const { outcome } = await writeAlone(
    db,
    true,
    async (tx): Promise<{ outcome: Outcome; paths: string[] }> => {
      const server = (await readKnownServers(tx)).find(known => known.id === serverId)
      if (!server || server.retiredAt) return { outcome: 'gone', paths: [] }
      const isHeld = (await readHolds(tx, now)).some(hold => hold.serverId === serverId)
      if (isHeld) return { outcome: 'held', paths: [] }
      await takeOutOfService(tx, [server], now)
      const facts = { hostname: server.hostname }
      await writeAudit(tx, {
        at: now,
        staffId,
        action: 'retire-server',
        subject: `server ${serverId}`,
        facts,
      })
      const names = [server.hostname, ...server.aliases, ...server.formerNames]
      return { outcome: 'done', paths: [...pagesOf([], names), '/subscribe'] }
    },
  )
  return outcome
}
