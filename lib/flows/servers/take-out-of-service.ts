import type { Transaction } from '#db/client.ts'
import { readLeftAlerts } from '#db/reads/servers/known-servers.ts'
import { appendLines, ignoreWaiting } from '#db/writes/alerts/alert-log.ts'
import { retireServers } from '#db/writes/servers/server-changes.ts'

const reason = 'Its server was retired.'

/**
 * Retires servers that no unfinished post names: what is open on them is over, and what waits for a decision is not
 * decided any more. The caller keeps the decider out. Returns how many were in service.
 */
export async function takeOutOfService(
  tx: Transaction,
  servers: readonly { id: string }[],
  now: Date,
): Promise<number> {
  if (servers.length === 0) return 0
  const ids = await retireServers(
    tx,
    servers.map(server => server.id),
    now,
  )
  await ignoreWaiting(tx, ids, reason, now)
  const open = await readLeftAlerts(tx, ids)
  await appendLines(
    tx,
    open.map(alert => {
      return {
        ...alert,
        reason,
        format: 'desk',
        result: 'accepted' as const,
        receivedAt: now,
        state: 'resolved' as const,
        endsAt: now,
      }
    }),
  )
  return ids.length
}
