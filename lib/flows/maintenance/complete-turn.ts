import type { Database, Transaction } from '#db/client.ts'
import { newId } from '#db/id.ts'
import { readServersById } from '#db/reads/servers/named-servers.ts'
import { lockOpenMaintenance } from '#db/writes/maintenance/times.ts'
import { writeTurnDone } from '#db/writes/maintenance/turns.ts'
import { insertUpdate } from '#db/writes/posts/posts.ts'
import { changePost } from '#lib/flows/posts/change-post.ts'
import { bodyColumns, saidByUs } from '#lib/flows/posts/said-words.ts'
import { endOf, isCancelled, isRunning, serverPeriods } from '#lib/rules/maintenance/maintenance.ts'
import { turnDone } from '#lib/words/drafts.ts'
import { completeOpen } from './complete-maintenance.ts'

export type SeenTurn = {
  postId: string
  serverId: string
  staffId: string
  /** What of its times the person has seen. */
  version: number
}

/**
 * Says that the turn of one server is done before its end; its customers hear so, and no others. With the last turn the whole is
 * done. changed-meanwhile: it does not run, or a colleague has changed the times.
 */
export function completeTurn(
  db: Database,
  { postId, serverId, staffId, version }: SeenTurn,
  now: Date,
): Promise<'done' | 'changed-meanwhile'> {
  const act = { postId, staffId, action: 'complete-turn' as const, facts: { serverId } }
  return changePost<'changed-meanwhile'>(db, act, now, async tx => {
    const open = await lockOpenMaintenance(tx, postId, now)
    if (!open || open.version !== version) return 'changed-meanwhile'
    const turns = serverPeriods(open)
    const own = turns.find(turn => turn.serverId === serverId)
    if (!own || !isRunning(own, now)) return 'changed-meanwhile'
    const isLast = turns.every(turn => turn === own || isCancelled(turn) || endOf(turn) <= now)
    if (isLast) return completeOpen(tx, open, staffId, now)
    const label = await labelOfServer(tx, serverId)
    const said = bodyColumns(saidByUs(words => turnDone(words, label)))
    const entry = { id: newId(), postId, staffId, phase: 'in_progress' as const, ...said }
    await insertUpdate(tx, { ...entry, createdAt: now })
    return writeTurnDone(tx, open, serverId, now)
  })
}

/** What customers call a server. */
export async function labelOfServer(tx: Transaction, serverId: string): Promise<string> {
  const [server] = await readServersById(tx, [serverId])
  return server?.label ?? serverId
}
