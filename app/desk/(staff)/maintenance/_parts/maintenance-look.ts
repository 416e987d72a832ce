import type { OpenLook } from '#app/_components/board/open-look.ts'
import { staffWords } from '#app/desk/staff-words.ts'
import type { DeskMaintenance } from '#db/reads/maintenance/desk-maintenance.ts'
import { endOf, isOverrun, maintenancePhase } from '#lib/rules/maintenance/maintenance.ts'
import { phaseLabel } from '#lib/words/posts.ts'
import { nameServers } from '#lib/words/servers.ts'

/** How far it is, for staff. */
export function lookOfMaintenance(row: DeskMaintenance, now: Date): OpenLook {
  const phase = maintenancePhase(row, now)
  if (isOverrun(row, now))
    return { tone: 'slow', shape: 'diamond', word: staffWords('deskMaintenance.maintenanceLook.takesLonger') }
  const word = phaseLabel(staffWords, phase)
  switch (phase) {
    case 'scheduled':
      return { tone: 'plain', shape: 'diamond', word }
    case 'in_progress':
      return { tone: 'work', shape: 'diamond', word }
    case 'completed':
      return { tone: 'fine', shape: 'tick', word }
    case 'cancelled':
      return { tone: 'plain', shape: 'cross', word }
  }
}

/** Of what is over the true end. */
export function shownEnd(row: DeskMaintenance, now: Date): Date {
  return maintenancePhase(row, now) === 'completed' ? endOf(row) : row.endsAt
}

/** "web01, web02 and 3 more servers · in turns · comes again · customers were told of it". */
export function maintenanceDetails(row: DeskMaintenance): string {
  const { labels, serverCount, hasTurns, recurrenceId } = row
  return [
    nameServers(staffWords, labels, { count: serverCount }),
    ...(hasTurns ? [staffWords('deskMaintenance.maintenanceLook.inTurns')] : []),
    ...(recurrenceId ? [staffWords('deskMaintenance.maintenanceLook.comesAgain')] : []),
    toldOf(row),
  ].join(' · ')
}

function toldOf({ isQuiet, announceAt, isTold, isStartTold, cancelledAt }: DeskMaintenance): string {
  if (isQuiet) return staffWords('deskMaintenance.maintenanceLook.noMail')
  if (isStartTold) return staffWords('deskMaintenance.maintenanceLook.toldBeginning')
  if (isTold) return staffWords('deskMaintenance.maintenanceLook.told')
  if (cancelledAt) return staffWords('deskMaintenance.maintenanceLook.toldNobody')
  return announceAt
    ? staffWords('deskMaintenance.maintenanceLook.customersAreToldThree')
    : staffWords('deskMaintenance.maintenanceLook.toldSoon')
}
