import type { Database } from '#db/client.ts'
import { countAudience } from '#db/reads/notices/recipients.ts'
import { readSnapshot } from '#db/reads/snapshot.ts'
import { liveSlots, type MaintenanceKind } from '#lib/rules/maintenance/maintenance.ts'
import type { NoticeFacts, NoticeKind } from '#lib/rules/notices/notice.ts'
import {
  type DeskMaintenance,
  type DeskTurn,
  readDeskMaintenance,
  readDeskTurns,
} from './desk-maintenance.ts'
import { readPlannedWindows } from './recurrences.ts'

/** News of maintenance on these servers; postId: '' where it is not there yet. */
export type MaintenanceToTell = {
  notice: Extract<NoticeKind, 'planned' | 'moved' | 'done'>
  postId: string
  kind: MaintenanceKind
  serverIds: readonly string[]
  /** Servers whose turn is not over: who asked for the end of the whole does not hear yet. Left out: none. */
  left?: readonly string[]
}

/** Counts who would hear of it by what they watch and want, and, of an end, who heard of it before. */
export function readMaintenanceReach(db: Database, told: MaintenanceToTell, now: Date): Promise<number> {
  const { notice: kind, postId, serverIds, left = [] } = told
  const moment = now.toISOString()
  const body = { is: 'work' as const, work: told.kind, what: '', startsAt: moment, endsAt: moment }
  const facts: NoticeFacts = {
    servers: serverIds.map(id => ({ id, label: id, impact: 'maintenance', cause: told.kind, since: moment })),
    endedBefore: [],
    stillAffected: [...left],
    saying: { ...body, isCancelled: false },
  }
  return readSnapshot(db, tx => countAudience(tx, { id: '', postId, kind, facts, createdAt: now }))
}

/** How many hear of another time of maintenance, or of its end. Nobody hears of a change of what nobody heard of. */
export async function readChangeReach(
  db: Database,
  { isQuiet, isTold, postId, kind, id }: DeskMaintenance,
  notice: 'moved' | 'done',
  now: Date,
): Promise<number> {
  if (isQuiet || !isTold) return 0
  const serverIds = liveSlots(await readDeskTurns(db, id)).map(turn => turn.serverId)
  return readMaintenanceReach(db, { notice, postId, kind, serverIds }, now)
}

/** How many hear that the turn of one server is over, or is none. */
export async function readTurnReach(
  db: Database,
  { isQuiet, isTold, postId, kind }: DeskMaintenance,
  turns: readonly DeskTurn[],
  serverId: string,
  now: Date,
): Promise<number> {
  if (isQuiet || !isTold) return 0
  const left = turns.flatMap(turn => (turn.serverId === serverId ? [] : turn.serverId))
  return readMaintenanceReach(db, { notice: 'done', postId, kind, serverIds: [serverId], left }, now)
}

/** How many hear of what changes of the planned windows of a recurrence: they have the same servers, and so the same people. */
export async function readWindowsReach(db: Database, recurrenceId: string, now: Date): Promise<number> {
  let people = 0
  for (const postId of await readPlannedWindows(db, recurrenceId, now)) {
    const window = await readDeskMaintenance(db, postId)
    if (window) people = Math.max(people, await readChangeReach(db, window, 'done', now))
  }
  return people
}
