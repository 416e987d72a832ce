import type { Database } from '#db/client.ts'
import { lockOpenMaintenance } from '#db/writes/maintenance/times.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'
import type { SpokenWords } from '#lib/rules/languages/translation.ts'
import { endOf, isCancelled, serverPeriods } from '#lib/rules/maintenance/maintenance.ts'
import type { SeenTurn } from './complete-turn.ts'
import { leavePlanned } from './leave-planned.ts'

/**
 * Takes one server out of what is planned before its turn begins; its customers hear why, if they were told of it. only: no other
 * turn is left, so the whole has to be cancelled. changed-meanwhile: it has begun, or a colleague has changed the times.
 */
export function dropTurn(
  db: Database,
  { version, ...leaving }: SeenTurn & SpokenWords & { reason: string },
  now: Date,
): Promise<'done' | 'only' | 'changed-meanwhile'> {
  const { postId, serverId, staffId, reason } = leaving
  const act = { postId, staffId, action: 'drop-turn' as const, facts: { serverId, reason } }
  return changePost<'only' | 'changed-meanwhile'>(db, act, now, async tx => {
    const open = await lockOpenMaintenance(tx, postId, now)
    if (!open || open.version !== version) return 'changed-meanwhile'
    const others = serverPeriods(open).filter(turn => turn.serverId !== serverId)
    if (others.every(turn => isCancelled(turn) || endOf(turn) <= now)) return 'only'
    return (await leavePlanned(tx, leaving, now)) ?? 'changed-meanwhile'
  })
}
