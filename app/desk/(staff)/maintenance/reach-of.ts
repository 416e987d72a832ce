import { peopleWords } from '#app/desk/questions.ts'
import { type DeskMaintenance, readDeskTurns } from '#db/reads/maintenance/desk-maintenance.ts'
import { readMaintenanceReach } from '#db/reads/maintenance/reach.ts'
import type { Desk } from '#lib/identity/session.ts'
import { liveSlots } from '#lib/rules/maintenance/maintenance.ts'

/** How many hear of another time, and how many that it is over or cancelled. */
export type MaintenanceReach = { ofChange: number; ofEnd: number }

/** Nobody hears of a change of what nobody heard of. */
export async function readReachOf(
  db: Desk['db'],
  { isQuiet, isTold, postId, kind, id }: DeskMaintenance,
  now: Date,
): Promise<MaintenanceReach> {
  if (isQuiet || !isTold) return { ofChange: 0, ofEnd: 0 }
  const turns = await readDeskTurns(db, id)
  const news = { postId, kind, serverIds: liveSlots(turns).map(turn => turn.serverId) }
  const [ofChange, ofEnd] = await Promise.all([
    readMaintenanceReach(db, { ...news, notice: 'moved' }, now),
    readMaintenanceReach(db, { ...news, notice: 'done' }, now),
  ])
  return { ofChange, ofEnd }
}

/** "12 people are told". */
export function toldPeopleWords(count: number): string {
  return `${peopleWords(count)} ${count > 1 ? 'are' : 'is'} told`
}
