import type { Database } from '#db/client.ts'
import { type DeskMaintenance, type DeskTurn, readDeskTurns } from '#db/reads/maintenance/desk-maintenance.ts'
import { draftOfMaintenance } from '#lib/api/run/drafts.ts'
import type { MailOf } from '#lib/api/run/told.ts'
import { previewNotice } from '#lib/flows/notices/preview-notice.ts'
import { liveSlots, type MaintenanceSlot } from '#lib/rules/maintenance/maintenance.ts'
import { movedSlots } from '#lib/rules/maintenance/slots.ts'
import { ourSite } from '#lib/site.ts'

type MailedMaintenance = {
  notice: 'moved' | 'done'
  maintenance: DeskMaintenance
  to?: { startsAt: Date; endsAt: Date }
  reason?: string
  /** One server alone. */
  serverId?: string
}

/** The mail about a change of maintenance; null: nobody heard of it, so nobody hears of this. */
export async function mailOf(
  db: Database,
  { notice, maintenance, to, reason, serverId }: MailedMaintenance,
  now: Date,
): Promise<MailOf> {
  if (maintenance.isQuiet || !maintenance.isTold) return null
  const turns = liveSlots(await readDeskTurns(db, maintenance.id))
  const moved = new Map((to ? movedTurns(maintenance, turns, to) : []).map(slot => [slot.serverId, slot]))
  const slots = turns
    .filter(turn => serverId === undefined || turn.serverId === serverId)
    .map(({ label, ...slot }) => {
      const other = moved.get(slot.serverId)
      return other ? { ...other, label, was: slot } : { ...slot, label }
    })
  if (slots.length === 0) return null
  const draft = draftOfMaintenance(notice, { ...maintenance, slots }, now, reason ?? null)
  return () => previewNotice(db, draft, now)
}

function movedTurns(
  { hasTurns, startsAt: before }: DeskMaintenance,
  turns: readonly DeskTurn[],
  to: { startsAt: Date; endsAt: Date },
): MaintenanceSlot[] {
  if (hasTurns) return movedSlots(turns, before, to.startsAt, ourSite().zone)
  return turns.map(turn => ({ ...turn, ...to }))
}
