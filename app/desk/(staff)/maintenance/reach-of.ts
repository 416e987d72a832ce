import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskMaintenance } from '#db/reads/maintenance/desk-maintenance.ts'
import { readChangeReach } from '#db/reads/maintenance/reach.ts'
import type { Desk } from '#lib/identity/session.ts'

/** How many hear of another time, and how many that it is over or cancelled. */
export type MaintenanceReach = { ofChange: number; ofEnd: number }

export async function readReachOf(
  db: Desk['db'],
  maintenance: DeskMaintenance,
  now: Date,
): Promise<MaintenanceReach> {
  const [ofChange, ofEnd] = await Promise.all([
    readChangeReach(db, maintenance, 'moved', now),
    readChangeReach(db, maintenance, 'done', now),
  ])
  return { ofChange, ofEnd }
}

/** "12 people are told". */
export function toldPeopleWords(count: number): string {
  return staffWords('deskMaintenance.reachOf.toldPeople', { count })
}
