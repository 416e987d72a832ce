import type { Database } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { lockOpenMaintenance } from '#db/writes/maintenance/times.ts'
import { dropTurns, settleSpan } from '#db/writes/maintenance/turns.ts'
import { insertUpdate } from '#db/writes/posts/posts.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'
import { endOf, isCancelled, maintenancePhase, serverPeriods } from '#lib/rules/maintenance/maintenance.ts'
import { turnDropped } from '#lib/words/drafts.ts'
import { wordsIn } from '#lib/words/words.ts'
import { labelOfServer, type SeenTurn } from './complete-turn.ts'

/**
 * Takes one server out of what is planned before its turn begins; its customers hear why, if they were told of it. only: no other
 * turn is left, so the whole has to be cancelled. changed-meanwhile: it has begun, or a colleague has changed the times.
 */
export function dropTurn(
  db: Database,
  { postId, serverId, staffId, version, reason }: SeenTurn & { reason: string },
  now: Date,
): Promise<'done' | 'only' | 'changed-meanwhile'> {
  const act = { postId, staffId, action: 'drop-turn' as const, facts: { serverId, reason } }
  return changePost<'only' | 'changed-meanwhile'>(db, act, now, async tx => {
    const open = await lockOpenMaintenance(tx, postId, now)
    if (!open || open.version !== version) return 'changed-meanwhile'
    const turns = serverPeriods(open)
    const own = turns.find(turn => turn.serverId === serverId)
    if (!own || isCancelled(own) || own.startsAt <= now) return 'changed-meanwhile'
    if (turns.every(turn => turn === own || isCancelled(turn) || endOf(turn) <= now)) return 'only'
    const body = turnDropped(wordsIn('en'), await labelOfServer(tx, serverId), reason)
    const entry = { id: newId(), postId, staffId, phase: maintenancePhase(open, now), body }
    await insertUpdate(tx, { ...entry, createdAt: now })
    await dropTurns(tx, open, [serverId], { reason, isSilent: open.isQuiet }, now)
    const left = open.slots.filter(slot => slot.serverId !== serverId)
    return settleSpan(tx, open, left, now)
  })
}
